# frozen_string_literal: true

module Jobs
  module HybridDesk
    # After the plugin was switched on, or a setting made more of the forum's messages the desk's: they are remembered, and what other hooks
    # were sent of them before is deleted from the forum's list of deliveries, so that nobody can send it again.
    class ProtectWhatIsThere < ::Jobs::Base
      BATCH = 500
      sidekiq_options queue: "low"

      def execute(_args)
        return unless ::SiteSetting.hybrid_desk_enabled
        ::HybridDesk::BotAccounts.remember
        ::HybridDesk::ProtectedTopics.remember_all
        ::WebHook.where.not(id: ::HybridDesk::Withholding.own_hooks.map(&:id)).each { |web_hook| forget_deliveries(web_hook) }
      end

      private

      def forget_deliveries(web_hook)
        ::WebHookEvent
          .unscoped
          .where(web_hook_id: web_hook.id)
          .select(:id, :payload)
          .find_each(batch_size: BATCH) do |event|
            next unless ::HybridDesk::Withholding.stored_withheld?(web_hook, event.payload.to_s)
            ::WebHookEvent.unscoped.where(id: event.id).delete_all
          end
      end
    end
  end
end
