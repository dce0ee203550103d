# frozen_string_literal: true

module HybridDesk
  module Initializers
    # What pages and lists of the forum carry of ours, loaded once a page.
    class Serializers
      def apply(plugin)
        Compat.patch(plugin) { ::Topic.attr_accessor :hybrid_desk_known }
        preload(plugin)
        topics(plugin)
        posts(plugin)
        add(plugin, :site) { |serializer| SiteCommunities.of(serializer.scope) }
        Compat.patch(plugin) do
          ::PostSerializer.prepend(OneLabel)
          ::PostsController.prepend(ListsOfPosts)
        end
      end

      # OF-27: never two for one thing. Where pages show our label, the notice that said the same before is left out, until the service has
      # taken it away; what others wrote into it stays.
      module OneLabel
        def notice
          given = super
          return given unless ::SiteSetting.hybrid_desk_enabled && Compat.labels_shown? && given.is_a?(Hash) && include_hybrid_desk?
          left = Effects::Notice.with(given["raw"].to_s, "")
          return given if left == given["raw"].to_s
          left.empty? ? nil : given.merge("raw" => left, "cooked" => ::PrettyText.cook(left, features: { onebox: false }))
        end
      end

      # Lists of posts outside of a topic's page have no preloading of the forum's.
      module ListsOfPosts
        private

        def serialize_data(obj, serializer, opts = nil)
          if ::SiteSetting.hybrid_desk_enabled && serializer == ::PostSerializer && obj.respond_to?(:to_ary)
            topics = obj.to_ary.map(&:topic).compact
            ::ActiveRecord::Associations::Preloader.new(records: topics, associations: :tags).call if Communities.any?
            Knowledge.put_on(topics, current_user)
          end
          super
        end
      end

      private

      def preload(plugin)
        ::TopicView.on_preload { |view| Knowledge.put_on([view.topic], view.guardian.user) if plugin.enabled? }
        ::TopicList.on_preload { |topics, list| Knowledge.put_on(topics, list.current_user) if plugin.enabled? }
        ::Search.on_preload do |results, search|
          Knowledge.put_on(results.posts.map(&:topic).compact.uniq, search.guardian.user) if plugin.enabled?
        end
      end

      def topics(plugin)
        add(plugin, :topic_view) { |serializer| Shown.of(serializer.object.topic, serializer.scope.user).page(serializer.scope) }
        %i[topic_list_item suggested_topic].each do |serializer|
          add(plugin, serializer) { |item| Shown.of(item.object, item.scope.user).line }
        end
      end

      def posts(plugin)
        add(plugin, :search_post) { |item| Shown.of(item.object.topic, item.scope.user).label(item.object) if item.object.topic }
        # Posts of a page know the view, and so the topic that was loaded for it.
        add(plugin, :post) do |item|
          topic = item.topic_view&.topic || item.object.topic
          Shown.of(topic, item.scope.user).label(item.object) if topic
        end
      end

      # Serializers of webhooks inherit from those of pages: nothing of ours goes out with them, whatever hook it is.
      def add(plugin, serializer, &value)
        condition = -> { !self.class.name.start_with?("WebHook") && !(@hybrid_desk = value.call(self)).nil? }
        Compat.add_to_serializer(plugin, serializer, :hybrid_desk, condition) { @hybrid_desk }
      end
    end
  end
end
