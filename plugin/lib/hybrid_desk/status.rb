# frozen_string_literal: true

module HybridDesk
  # The state of the connection for the forum's administrators (UI-26). No secret is in it.
  class Status
    def to_h
      {
        contract: Contract::NUMBER,
        plugin: VERSION,
        forum: ::Discourse::VERSION::STRING,
        problems: Problems.all.map { |name| { name: name, text: Problems.text(name) } },
        bot: {
          username: Bot.username,
          problem: Bot.problem_text
        },
        service: service,
        hook: hook,
        effects: Tables.there? ? Effect.group(:state).count : {},
        withholding: withholding,
        keys: keys,
        communities: Tables.there? ? Config.order(:community).map { |config| community(config) } : []
      }
    end

    private

    def service
      answer = LastContact.answer || {}
      console = answer["console"]
      {
        url: ::SiteSetting.hybrid_desk_service_url,
        reached_at: LastContact.at,
        failure: LastContact.failure,
        version: answer["service"],
        last_delivery_at: answer["lastDeliveryAt"],
        effects: answer["effects"],
        console: console,
        doctor: console && "#{console.delete_suffix("/")}/doctor"
      }
    end

    def hook
      hook = Withholding.own_hooks.first
      return if hook.nil?
      last = ::WebHookEvent.unscoped.where(web_hook_id: hook.id).order(id: :desc).first
      { id: hook.id, active: hook.active, last_at: last&.created_at, last_status: last&.status, missed: Problems.missed_deliveries(hook) }
    end

    def withholding
      {
        works: Withholding.works?,
        on: ProtectedTopics.withholding?,
        protected_topics: Tables.there? ? ProtectedTopic.count : 0,
        own_hooks: Withholding.own_hooks.map { |hook| { id: hook.id, address: hook.payload_url[/\A[^?#]*/] } },
        other_hooks: ::WebHook.where.not(id: Withholding.own_hooks.map(&:id)).where(active: true).pluck(:id)
      }
    end

    def keys
      active = ::ApiKey.where(revoked_at: nil)
      scoped = ::ApiKeyScope.where(resource: "hybrid_desk").select(:api_key_id)
      {
        with_our_scope: active.where(id: scoped).count,
        last_used_at: active.where(id: scoped).maximum(:last_used_at),
        for_everything: active.where(user_id: nil).where.not(id: ::ApiKeyScope.select(:api_key_id)).count
      }
    end

    def self_served
      @self_served ||= SelfServed.counts(30.days.ago.to_date)
    end

    def community(config)
      {
        community: config.community,
        name: config.value["name"],
        version: config.version,
        since: config.updated_at,
        console: config.value["consoleUrl"],
        self_served: self_served[config.community] || 0
      }
    end
  end
end
