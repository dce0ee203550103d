# frozen_string_literal: true

module HybridDesk
  module Initializers
    # Lists of topics by what the desk knows: `?hybrid_desk=mine`, and in the search `desk:mine`. Each only narrows what the person sees.
    class Lists
      def apply(plugin)
        ::TopicQuery.add_custom_filter(:hybrid_desk) do |topics, query|
          plugin.enabled? ? TicketFilter.new(query.user).on_topics(topics, query.options[:hybrid_desk]) : topics
        end
        # On `/filter`, where there is such a page.
        Compat.add_list_filter(plugin, "hybrid_desk") do |topics, word, guardian|
          plugin.enabled? ? TicketFilter.new(guardian&.user).on_topics(topics, word) : topics
        end
        plugin.register_search_advanced_filter(/\Adesk:(\w+)\z/i) do |posts, filter|
          plugin.enabled? ? TicketFilter.new(@guardian.user).on_posts(posts, filter.downcase) : posts
        end
      end
    end
  end
end
