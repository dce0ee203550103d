# frozen_string_literal: true

module HybridDesk
  module Initializers
    # After the service told something new of a community: what is kept in memory is forgotten, and what is the desk's is looked at anew.
    class Changes
      def apply(plugin)
        plugin.add_model_callback("HybridDesk::Config", :after_commit) do
          Communities.forget
          ::Jobs.enqueue(::Jobs::HybridDesk::ProtectWhatIsThere) if Changes.wider?(self)
        end
        plugin.on(:post_moved) { |post, _from| TopicStates.moved(post) }
        plugin.on(:site_setting_changed) { |name, _old, _new| Communities.forget if name.to_sym == :hybrid_desk_enabled }
      end

      def self.withholds?(value)
        HybridDesk::ProtectedTopics.withholds?(value)
      end

      # Other groups, or withholding switched: most new settings are about something else.
      def self.wider?(config)
        before, after = config.previous_changes["value"]
        return config.destroyed? if after.nil?
        before.nil? || before["groups"] != after["groups"] || withholds?(before) != withholds?(after)
      end
    end
  end
end
