# frozen_string_literal: true

module HybridDesk
  # Which private messages are the desk's: the bot or one of the desk's groups takes part in them, or ever did.
  #
  # The forum's own rows are asked each time; our table only remembers those who were taken out. A topic that is no message any more is
  # not private; one that is gone for good stays protected, a delivery about it may still be on its way.
  module ProtectedTopics
    module_function

    def among(topic_ids)
      return [] if topic_ids.empty?
      DB.query_single(<<~SQL, conditions.merge(topic_ids: topic_ids))
        SELECT t.id FROM topics t WHERE t.id IN (:topic_ids) AND #{protected_one}
        UNION
        SELECT topic_id FROM #{remembered} p
        WHERE topic_id IN (:topic_ids) AND NOT EXISTS (SELECT 1 FROM topics t WHERE t.id = p.topic_id)
      SQL
    end

    def any?(topic_ids)
      among(topic_ids).any?
    end

    # Messages of others that link to one of these: what the forum writes about a flag or a hidden post quotes its text and title.
    def pointing_there(topic_ids)
      return [] if topic_ids.empty?
      DB.query_single(<<~SQL, conditions.merge(topic_ids: topic_ids))
        SELECT m.id FROM topics m WHERE m.id IN (:topic_ids) AND m.archetype = 'private_message' AND EXISTS (
          SELECT 1 FROM topic_links l JOIN topics t ON t.id = COALESCE(l.link_topic_id, #{LINKED_ID})
          WHERE l.topic_id = m.id AND #{protected_one})
      SQL
    end

    def topics_of_posts(post_ids)
      post_ids.empty? ? [] : ::Post.with_deleted.where(id: post_ids).distinct.pluck(:topic_id)
    end

    # A setting of each community; on where nobody has said anything.
    def withholding?
      values = configs
      values.empty? || values.any? { |value| withholds?(value) }
    end

    # The desk's, as the service told, and those through which the bot reads messages: known also before the service told anything.
    def group_ids
      told = configs.select { |value| withholds?(value) }.flat_map { |value| Community.new(value).all_group_ids }
      own = ::GroupUser.joins(:group).where(user_id: BotAccounts.ids, groups: { automatic: false }).pluck(:group_id)
      (told + own).uniq
    end

    def named_any?(names)
      wanted = names.map { |name| name.strip.downcase }.reject(&:empty?)
      return false if wanted.empty?
      ::User.where(id: BotAccounts.ids, username_lower: wanted).exists? ||
        ::Group.where(id: group_ids).where("LOWER(name) IN (?)", wanted).exists?
    end

    # Called by the forum's own events, in their transaction: who is taken out later, took part.
    def remember(topic_id)
      remember_where("t.id = :topic_id AND #{TAKES_PART}", topic_id: topic_id)
    end

    # What stood in one of these and was moved into another message is the desk's there, too.
    def inherit(topic_id, from)
      remember_where("t.id = :topic_id", topic_id: topic_id) if any?([from])
    end

    # What was there before the plugin, before a new bot, before a group became the desk's.
    def remember_all
      remember_where(TAKES_PART)
    end

    def remember_where(condition, parameters = {})
      return unless Tables.there?
      DB.exec(<<~SQL, conditions.merge(parameters).merge(now: Time.zone.now))
        INSERT INTO hybrid_desk_protected_topics (topic_id, created_at, updated_at)
        SELECT t.id, :now, :now FROM topics t WHERE t.archetype = 'private_message' AND #{condition}
        ON CONFLICT (topic_id) DO NOTHING
      SQL
    end

    TAKES_PART = <<~SQL
      (t.user_id IN (:bot_ids)
        OR EXISTS (SELECT 1 FROM topic_allowed_users u WHERE u.topic_id = t.id AND u.user_id IN (:bot_ids))
        OR EXISTS (SELECT 1 FROM posts b WHERE b.topic_id = t.id AND b.user_id IN (:bot_ids))
        OR EXISTS (SELECT 1 FROM topic_allowed_groups g WHERE g.topic_id = t.id AND g.group_id IN (:group_ids)))
    SQL

    # The forum resolves no link to a topic that is deleted at that moment.
    LINKED_ID = "CAST(substring(l.url FROM '/t/(?:[^/]*[^/0-9][^/]*/)?([0-9]{1,9})(?:[/?#]|$)') AS integer)"
    private_constant :TAKES_PART, :LINKED_ID

    def protected_one
      "(t.archetype = 'private_message' AND (#{TAKES_PART} OR EXISTS (SELECT 1 FROM #{remembered} p WHERE p.topic_id = t.id)))"
    end

    # Without our table, those who take part now are still asked.
    def remembered
      Tables.there? ? "hybrid_desk_protected_topics" : "(SELECT 0 AS topic_id)"
    end

    def configs
      Tables.there? ? Config.pluck(:value) : []
    end

    # An empty list would be no SQL; no row has the id 0.
    def conditions
      { bot_ids: BotAccounts.ids.presence || [0], group_ids: group_ids.presence || [0] }
    end

    def withholds?(value)
      value.dig("switches", "withholding") != false
    end
  end
end
