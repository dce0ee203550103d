# frozen_string_literal: true

module HybridDesk
  module Initializers
    # After the service told something new of a community: what is kept in memory is forgotten, and what is the desk's is looked at anew.
    class Changes
      def apply(plugin)
        plugin.add_model_callback("HybridDesk::Config", :after_commit) do
          Communities.forget
          ::Jobs.enqueue(::Jobs::HybridDesk::ProtectWhatIsThere)
        end
      end
    end
  end
end
