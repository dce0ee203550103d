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
      { "communities" => shown, "bot" => (Bot.username if guardian.user) }.compact if shown.any?
    end

    def shown(community, seen, reader)
      value = community.value
      category_ids = value["categoryIds"] & seen["category_ids"]
      return if category_ids.empty? && value["categoryIds"].any?
      part = { "id" => community.id, "name" => value["name"], "categoryIds" => category_ids, "words" => value["words"] }
      return part if reader.nil?
      faq = seen["category_ids"].find { |id| id == community.faq_category_id && community.switch?("labels") }
      part = part.merge("expectedReply" => community.text("expectedReply"), "faqCategoryId" => faq)
      desk = Roles.new(seen["group_ids"], community).desk?
      part.merge(asking(community, seen["ask_groups"])).merge("isDesk" => desk, "consoleUrl" => (value["consoleUrl"] if desk)).compact
    end

    # Groups that the reader may not write to are not named.
    def asking(community, messageable)
      names = messageable.values_at(*community.group_ids("ask").map(&:to_s)).compact.sort
      return {} if !community.switch?("privateAsking") || names.empty?
      { "privateNotice" => community.text("privateNotice"), "askGroups" => names }
    end

    def messageable(user, communities)
      ids = communities.flat_map { |community| community.group_ids("ask") }
      ::Group.messageable(user).where(id: ids).pluck(:id, :name).to_h { |id, name| [id.to_s, name] }
    end

    # Pages are loaded often and this changes seldom.
    def seen_by(guardian)
      key = "hybrid_desk_seen_#{guardian.user&.id || 0}_#{Communities.digest}"
      ::Discourse
        .cache
        .fetch(key, expires_in: KEPT_FOR) do
          communities = Communities.all
          category_ids = communities.flat_map { |community| community.value["categoryIds"] + [community.faq_category_id].compact }
          group_ids = communities.flat_map { |community| community.group_ids(*Community::DESK) }
          {
            "category_ids" => ::Category.secured(guardian).where(id: category_ids).pluck(:id),
            "group_ids" => guardian.user ? ::GroupUser.where(user_id: guardian.user.id, group_id: group_ids).pluck(:group_id) : [],
            "ask_groups" => guardian.user ? messageable(guardian.user, communities) : {}
          }
        end
    end
  end
end
