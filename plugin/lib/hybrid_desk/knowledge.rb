# frozen_string_literal: true

module HybridDesk
  # All that the pages of some topics need to know for one reader, in one query: their tickets, the reader's roles, the experts among
  # those who posted, the rooms that the reader takes part in, what she wrote last in her own questions, the articles that she may read,
  # the labelled posts that are still seen, and the names of who is named.
  class Knowledge
    SQL = <<~SQL
      WITH tickets AS (SELECT topic_id, value FROM hybrid_desk_tickets WHERE topic_id IN (:topic_ids)),
        rooms AS (SELECT CAST(value #>> '{desk,roomTopicId}' AS bigint) AS id FROM tickets),
        articles AS (SELECT CAST(value #>> '{everyone,articleTopicId}' AS bigint) AS id FROM tickets),
        named AS (
          SELECT jsonb_path_query(value, '$.everyone.ownerId') AS id FROM tickets
          UNION SELECT jsonb_path_query(value, '$.everyone.proposedId') FROM tickets
          UNION SELECT jsonb_path_query(value, '$.everyone.labels[*].by') FROM tickets),
        labelled AS (
          SELECT topic_id, CAST(jsonb_path_query(value, '$.everyone.labels[*].postId') #>> '{}' AS bigint) AS post_id FROM tickets)
      SELECT
        (SELECT json_object_agg(topic_id, value) FROM tickets) AS tickets,
        (SELECT json_agg(group_id) FROM group_users WHERE user_id = :reader_id AND group_id IN (:desk_ids)) AS reader_groups,
        (SELECT json_agg(json_build_array(user_id, group_id)) FROM group_users
          WHERE group_id IN (:expert_ids) AND user_id IN (SELECT user_id FROM posts WHERE topic_id IN (:risk_topic_ids))) AS experts,
        (SELECT json_agg(id) FROM rooms WHERE
          EXISTS (SELECT 1 FROM topic_allowed_users u WHERE u.topic_id = rooms.id AND u.user_id = :reader_id) OR
          EXISTS (SELECT 1 FROM topic_allowed_groups g JOIN group_users m ON m.group_id = g.group_id
            WHERE g.topic_id = rooms.id AND m.user_id = :reader_id)) AS rooms,
        (SELECT json_agg(t.id) FROM articles
          JOIN topics t ON t.id = articles.id AND t.deleted_at IS NULL AND t.visible
          JOIN categories c ON c.id = t.category_id AND (NOT c.read_restricted OR EXISTS (
            SELECT 1 FROM category_groups cg JOIN group_users m ON m.group_id = cg.group_id
            WHERE cg.category_id = c.id AND m.user_id = :reader_id))) AS articles,
        (SELECT json_agg(posts.id) FROM labelled
          JOIN posts ON posts.id = labelled.post_id AND posts.topic_id = labelled.topic_id AND #{Label::SEEN}) AS seen_posts,
        (SELECT json_object_agg(topic_id, id) FROM (
          SELECT posts.topic_id, MAX(posts.id) AS id FROM tickets JOIN posts ON posts.topic_id = tickets.topic_id
          WHERE tickets.value ->> 'askerId' = CAST(:reader_id AS text) AND posts.user_id = :reader_id AND posts.post_type = :regular
            AND posts.deleted_at IS NULL AND NOT posts.hidden
          GROUP BY posts.topic_id) own) AS own_posts,
        (SELECT json_object_agg(id, username) FROM users WHERE id IN (
          SELECT CAST(CAST(id AS text) AS bigint) FROM named WHERE jsonb_typeof(id) = 'number')) AS people
    SQL

    class << self
      # Puts what is known on each topic, so that it is asked once for all.
      def put_on(topics, reader)
        wanted = topics.select { |topic| Communities.any? && concerns?(topic) }
        known = wanted.empty? ? NOTHING : new(wanted, reader)
        topics.each { |topic| topic.hybrid_desk_known = [reader&.id, known] }
      end

      def of(topic, reader)
        put_on([topic], reader) if topic.hybrid_desk_known&.first != reader&.id || topic.hybrid_desk_known.nil?
        topic.hybrid_desk_known.last
      end

      def concerns?(topic)
        topic.private_message? || !Communities.of_category(topic.category_id).nil?
      end
    end

    def initialize(topics, reader)
      @row = topics.empty? ? nil : DB.query(SQL, parameters(topics, reader)).first
    end

    def ticket(topic_id)
      part(:tickets)&.dig(topic_id.to_s)
    end

    # What is said of posts that readers of the topic still see there.
    def labels(topic_id)
      labels = ticket(topic_id)&.dig("everyone", "labels") || []
      labels.select { |label| (part(:seen_posts) || []).include?(label["postId"]) }
    end

    def roles(community)
      Roles.new(part(:reader_groups) || [], community)
    end

    def expert?(user_id, community)
      mine = (part(:experts) || []).select { |id, _| id == user_id }.map(&:last)
      Roles.new(mine, community).expert?
    end

    def in_room?(topic_id)
      (part(:rooms) || []).include?(topic_id)
    end

    def article?(topic_id)
      (part(:articles) || []).include?(topic_id)
    end

    # The newest that the reader wrote in her own question.
    def own_post(topic_id)
      part(:own_posts)&.dig(topic_id.to_s)
    end

    def people(ids)
      (part(:people) || {}).slice(*ids.compact.map(&:to_s))
    end

    NOTHING = new([], nil)

    private

    def part(name)
      @row&.public_send(name)
    end

    # An empty list would be no SQL; no row has the id 0.
    def parameters(topics, reader)
      communities = Communities.all
      risky = topics.select { |topic| RiskNotice.risky?(topic) }
      {
        topic_ids: topics.map(&:id),
        risk_topic_ids: risky.map(&:id).presence || [0],
        reader_id: reader&.id || 0,
        regular: ::Post.types[:regular],
        desk_ids: communities.flat_map { |community| community.group_ids(*Community::DESK) }.presence || [0],
        expert_ids: communities.flat_map { |community| community.group_ids(*Community::EXPERTS) }.presence || [0]
      }
    end
  end
end
