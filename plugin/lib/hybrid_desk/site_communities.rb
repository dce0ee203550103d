# frozen_string_literal: true

module HybridDesk
  # What pages know of the communities that their reader may see: by their words, and where one may ask privately.
  module SiteCommunities
    # Only shown with it; what a person may do is decided by her roles as they are then.
    KEPT_FOR = 1.minute

    module_function

    def of(guardian)
      return if Communities.all.empty?
      seen = seen_by(guardian)
      shown = Communities.all.map { |community| shown(community, seen, guardian.user) }.compact
      { "communities" => shown } if shown.any?
    end

    def shown(community, seen, reader)
      value = community.value
      category_ids = value["categoryIds"] & seen["category_ids"]
      return if category_ids.empty? && value["categoryIds"].any?
      part = { "id" => community.id, "name" => value["name"], "categoryIds" => category_ids, "words" => value["words"] }
      return part if reader.nil?
      desk = Roles.new(seen["group_ids"], community).desk?
      part.merge(asking(community)).merge("isDesk" => desk, "consoleUrl" => (value["consoleUrl"] if desk)).compact
    end

    def asking(community)
      return {} if !community.switch?("privateAsking") || community.ask_groups.empty?
      { "privateNotice" => community.text("privateNotice"), "askGroups" => community.ask_groups }
    end

    # Pages are loaded often and this changes seldom.
    def seen_by(guardian)
      key = "hybrid_desk_seen_#{guardian.user&.id || 0}_#{Communities.digest}"
      ::Discourse
        .cache
        .fetch(key, expires_in: KEPT_FOR) do
          communities = Communities.all
          category_ids = communities.flat_map { |community| community.value["categoryIds"] }
          group_ids = communities.flat_map { |community| community.group_ids(*Community::DESK) }
          {
            "category_ids" => ::Category.secured(guardian).where(id: category_ids).pluck(:id),
            "group_ids" => guardian.user ? ::GroupUser.where(user_id: guardian.user.id, group_id: group_ids).pluck(:group_id) : []
          }
        end
    end
  end
end
