# frozen_string_literal: true

module Jobs
  module HybridDesk
    # Whether the service is there, for the page of the administrators (UI-26).
    class Hello < ::Jobs::Scheduled
      every ::HybridDesk::LastContact::GREETED_EVERY

      def execute(_args)
        return unless ::SiteSetting.hybrid_desk_enabled
        now = Time.now.utc
        asked = { plugin: ::HybridDesk::VERSION, forum: ::Discourse::VERSION::STRING, at: now.iso8601(3) }
        ::HybridDesk::LastContact.reached(::HybridDesk::ServiceClient.of_settings.hello(asked), now)
      rescue ::HybridDesk::ServiceClient::Failure => e
        ::HybridDesk::LastContact.failed(e.type, Time.now.utc)
      end
    end
  end
end
