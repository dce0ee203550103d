# frozen_string_literal: true

module HybridDesk
  module Initializers
    # Other hooks get nothing of what is private to the desk; our own gets more (PR-13).
    class Withholding
      def apply(plugin)
        Compat.patch(plugin) do
          "::Jobs::EmitWebHookEvent".safe_constantize&.prepend(HybridDesk::Withholding::Job)
          "::WebHookEmitter".safe_constantize&.prepend(HybridDesk::Withholding::Emitter)
        end
      end
    end
  end
end
