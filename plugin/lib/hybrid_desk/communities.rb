# frozen_string_literal: true

module HybridDesk
  # The communities of this forum as they were last told, kept in memory: pages ask at each display and shall pay no query for it.
  module Communities
    module_function

    def all
      json = CACHE["all"] || (CACHE["all"] = JSON.generate(Config.order(:id).pluck(:community, :value)))
      read, communities = @parsed
      return communities if read.equal?(json)
      communities = JSON.parse(json).map { |id, value| Community.new(value, id) }
      @parsed = [json, communities]
      communities
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

    def forget
      CACHE.clear
    end

    CACHE = ::DistributedCache.new("hybrid_desk_communities")
    private_constant :CACHE
  end
end
