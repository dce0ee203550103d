# frozen_string_literal: true

require "digest"

module HybridDesk
  # Of each topic a digest that changes with everything that a read by the bot would show otherwise. However many topics, the same
  # number of queries. The bot's own posts are left out as long as nobody else touched them: the service knows what it wrote.
  class TopicStates
    COLUMNS = %i[
      id title category_id archetype closed archived visible deleted_at user_id external_id highest_post_number bumped_at
    ].freeze
    # The custom field of a post of the bot's that a person moved: it stands where the service did not write it.
    MOVED = "hybrid_desk_moved"
    REPORTED_APART = %i[highest_post_number bumped_at].freeze

    POSTS = <<~SQL
      SELECT p.topic_id, md5(string_agg(md5(CAST(ROW(
        p.id, p.post_number, p.version, p.user_id, p.post_type, p.hidden, p.user_deleted, p.deleted_at, p.reply_to_post_number,
        md5(p.raw), md5(n.value)) AS text)), '' ORDER BY p.id)) AS digest
      FROM posts p
      LEFT JOIN post_custom_fields n ON n.post_id = p.id AND n.name = 'notice'
      WHERE p.topic_id IN (:ids)
        AND (p.user_id IS DISTINCT FROM :bot_id OR p.hidden OR p.user_deleted OR p.deleted_at IS NOT NULL OR p.last_editor_id <> :bot_id
          OR EXISTS (SELECT 1 FROM post_custom_fields m WHERE m.post_id = p.id AND m.name = '#{MOVED}'))
      GROUP BY p.topic_id
    SQL

    # On the bot's posts, too: who likes one of them is derived from.
    LIKES = <<~SQL
      SELECT p.topic_id, md5(string_agg(CONCAT(a.post_id, ' ', a.user_id), ',' ORDER BY a.post_id, a.user_id)) AS digest
      FROM post_actions a
      JOIN posts p ON p.id = a.post_id
      WHERE p.topic_id IN (:ids) AND a.post_action_type_id = :like AND a.deleted_at IS NULL AND a.user_id <> :bot_id
      GROUP BY p.topic_id
    SQL

    def self.moved(post)
      post.upsert_custom_fields(MOVED => "t") if post.user_id == Bot.user&.id
    end

    State = Struct.new(:digest, :highest_post_number, :bumped_at, keyword_init: true)

    def initialize(bot)
      @bot = bot
    end

    # By id; without those that are not there for the bot.
    def of(ids)
      return {} if ids.empty?
      rows = ::Topic.with_deleted.where(id: ids).pluck(*COLUMNS).map { |row| COLUMNS.zip(row).to_h }
      ids = rows.map { |row| row[:id] }
      return {} if ids.empty?
      shown = parts(ids)
      visible(rows, shown).map { |row| [row[:id], state_of(row, shown)] }.to_h
    end

    private

    def parts(ids)
      {
        posts: digests(POSTS, ids: ids, bot_id: @bot.id),
        likes: digests(LIKES, ids: ids, bot_id: @bot.id, like: ::PostActionType.types[:like]),
        tags: grouped(::TopicTag.joins(:tag).where(topic_id: ids).pluck(:topic_id, "tags.name")),
        users: grouped(::TopicAllowedUser.where(topic_id: ids).pluck(:topic_id, :user_id)),
        groups: grouped(::TopicAllowedGroup.where(topic_id: ids).pluck(:topic_id, :group_id)),
        accepted: grouped(Compat.accepted_posts(ids)),
        assigned: grouped(Compat.assigned(ids)),
      }
    end

    def digests(sql, parameters)
      ::DB.query(sql, parameters).map { |row| [row.topic_id, row.digest] }.to_h
    end

    def state_of(row, shown)
      own = row.except(*REPORTED_APART).merge(shown.transform_values { |by_topic| by_topic[row[:id]] })
      State.new(
        digest: Digest::SHA256.hexdigest(JSON.generate(own.map { |name, value| [name, value.as_json] }))[0, 40],
        highest_post_number: row[:highest_post_number],
        bumped_at: row[:bumped_at]&.utc&.iso8601(3),
      )
    end

    def visible(rows, shown)
      restricted = ::Category.where(id: rows.map { |row| row[:category_id] }.compact, read_restricted: true).pluck(:id)
      closed = restricted - ::Guardian.new(@bot).secure_category_ids
      groups = @bot.group_users.pluck(:group_id)
      rows.reject do |row|
        if row[:archetype] == ::Archetype.private_message
          !@bot.admin? && !takes_part?(row[:id], shown, groups)
        else
          closed.include?(row[:category_id])
        end
      end
    end

    def takes_part?(id, shown, groups)
      (shown[:users][id] || []).include?(@bot.id) || ((shown[:groups][id] || []) & groups).any?
    end

    def grouped(pairs)
      pairs.group_by(&:first).transform_values { |rows| rows.map { |_, *value| value.one? ? value.first : value }.sort }
    end
  end
end
