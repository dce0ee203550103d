# frozen_string_literal: true

module HybridDesk
  # The communities of this forum as they were last told, kept in memory: pages ask at each display and shall pay no query for it.
  module Communities
    module_function

    def all
      parsed.communities
    end

    # Another one after every change.
    def digest
      parsed.digest
    end

    def named(id)
      all.find { |community| community.id == id }
    end

    def of_category(category_id)
      category_id && all.find { |community| community.designates?(category_id) }
    end

    # Whose article a topic is, or in whose category it was answered.
    def of_answer(topic)
      return if topic.private_message? || topic.category_id.nil?
      of_category(topic.category_id) || all.find { |community| community.faq_category_id == topic.category_id }
    end

    def any?
      all.any?
    end

    # Site data that nobody is signed in for is kept by the forum, too.
    def forget
      Kept.forget
      ::Site.clear_anon_cache!
    end

    def parsed
      json = Kept.fetch("communities") { JSON.generate(read) }
      return @parsed if @parsed&.json == json
      communities = JSON.parse(json).map { |id, value| Community.new(value, id) }
      @parsed = Parsed.new(json, ::Digest::SHA1.hexdigest(json), communities)
    end

    def read
      Tables.there? ? Config.order(:id).pluck(:community, :value) : []
    end

    Parsed = Struct.new(:json, :digest, :communities)
    private_constant :Parsed
  end
end
