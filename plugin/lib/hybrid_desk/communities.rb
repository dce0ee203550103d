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

    def any?
      all.any?
    end

    # Site data that nobody is signed in for is kept by the forum, too.
    def forget
      CACHE.clear
      ::Site.clear_anon_cache!
    end

    def parsed
      json = CACHE["all"] || (CACHE["all"] = JSON.generate(read))
      return @parsed if @parsed&.json.equal?(json)
      communities = JSON.parse(json).map { |id, value, ask_groups| Community.new(value, id, ask_groups) }
      @parsed = Parsed.new(json, ::Digest::SHA1.hexdigest(json), communities)
    end

    def read
      Config
        .order(:id)
        .map do |config|
          ask_groups = ::Group.where(id: config.value.dig("groups", "ask")).order(:name).pluck(:name)
          [config.community, config.value, ask_groups]
        end
    end

    Parsed = Struct.new(:json, :digest, :communities)
    CACHE = ::DistributedCache.new("hybrid_desk_communities")
    private_constant :CACHE, :Parsed
  end
end
