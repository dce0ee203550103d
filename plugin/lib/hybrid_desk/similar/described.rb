# frozen_string_literal: true

module HybridDesk
  class Similar
    # What each of some topics is to who asks, and whether it still holds.
    class Described
      OFFICIAL = %w[official voided].freeze
      # As the index of the tickets has it.
      ARTICLE = "CAST(value #>> '{everyone,articleTopicId}' AS bigint)"

      def initialize(community, guardian, topic_ids)
        @community = community
        @guardian = guardian
        @labels = Label.seen.where(topic_id: topic_ids, label: OFFICIAL).order(:post_id).group_by(&:topic_id)
        @solved = Compat.accepted_posts(topic_ids).to_h
        @articles = sources(topic_ids)
      end

      def answer(topic)
        return article(topic) if topic.category_id == @community.faq_category_id
        label = labels(topic.id).min_by { |one| [OFFICIAL.index(one.label), -one.post_id] }
        return official(topic, label) if label
        post = seen_post(@solved[topic.id], topic)
        shown("solved", topic, post, "valid") if post
      end

      # Where the article made of it is found too, the question itself says nothing more.
      def told_by_article?(answer)
        answer[:kind] != "article" && @articles.any? { |_, source| source == answer[:topic_id] }
      end

      private

      def labels(topic_id)
        @labels.fetch(topic_id, [])
      end

      def article(topic)
        source = @articles[topic.id]
        states = (source ? Label.seen.where(topic_id: source, label: OFFICIAL) : []).map { |label| state(label) }
        post = seen_post(topic.first_post&.id, topic)
        shown("article", topic, post, states.include?("valid") ? "valid" : states.first || "valid") if post
      end

      def official(topic, label)
        post = seen_post(label.post_id, topic)
        shown("official", topic, post, state(label)) if post
      end

      def state(label)
        return "voided" if label.label == "voided"
        until_then = label.value["validUntil"]
        until_then && Time.zone.parse(until_then) < Time.zone.now ? "expired" : "valid"
      end

      def seen_post(id, topic)
        post = ::Post.find_by(id: id, topic_id: topic.id)
        post if post && !post.hidden && !post.user_deleted && @guardian.can_see?(post)
      end

      def shown(kind, topic, post, state)
        path = post.post_number > 1 ? post.url : topic.relative_url
        excerpt = post.excerpt(160, strip_links: true, text_entities: true).presence
        { kind: kind, topic_id: topic.id, title: topic.title, url: path, state: state, excerpt: excerpt }
      end

      # By article the topic of which it was made, where the service told of it.
      def sources(topic_ids)
        return {} if topic_ids.empty?
        Ticket.where("#{ARTICLE} IN (?)", topic_ids).pluck(Arel.sql(ARTICLE), :topic_id).to_h
      end
    end
  end
end
