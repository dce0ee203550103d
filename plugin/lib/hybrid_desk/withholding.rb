# frozen_string_literal: true

module HybridDesk
  # Other hooks of the forum get nothing of what is private to the desk (PR-13). Decided here, from the forum's own participants, so from
  # the very first delivery and while the service is away.
  module Withholding
    module_function

    def settings
      { service_url: ::SiteSetting.hybrid_desk_service_url, own_webhook_id: ::SiteSetting.hybrid_desk_own_webhook_id }
    end

    def own_hooks
      ::WebHook.all.select { |hook| OwnHook.own?(hook.id, hook.payload_url, settings) }
    end

    # Where one of them is false, the forum has changed in a way that we do not know, and deliveries may pass us by.
    def works?
      hooked?("::Jobs::EmitWebHookEvent", :execute, Job) && (!emitter? || hooked?("::WebHookEmitter", :emit!, Emitter))
    end

    def emitter?
      !!"::WebHookEmitter".safe_constantize
    end

    def hooked?(class_name, method, patch)
      klass = class_name.safe_constantize
      !!klass && klass.ancestors.index(patch).to_i < klass.ancestors.index(klass) && klass.ancestors.include?(patch) &&
        klass.instance_methods(false).include?(method)
    end

    # In front of the job that sends a delivery: nothing is sent and no row is written, so there is nothing to send again either.
    module Job
      def execute(args)
        return super unless ::SiteSetting.hybrid_desk_enabled
        given = args.to_h.with_indifferent_access
        return super if given[:payload].blank? || !(web_hook = ::WebHook.find_by(id: given[:web_hook_id]))
        decision = Decision.new(web_hook, given[:event_type], given[:payload])
        super(given.merge(payload: decision.payload)) unless decision.withheld?
      end
    end

    # Newer forums send stored deliveries again without the job.
    module Emitter
      def initialize(web_hook, *rest)
        @hybrid_desk_web_hook = web_hook
        super
      end

      def emit!(headers:, body:)
        super unless ::SiteSetting.hybrid_desk_enabled && Withholding.stored_withheld?(@hybrid_desk_web_hook, body)
      end
    end

    def stored_withheld?(web_hook, body)
      type, payload = JSON.parse(body).first
      type != "ping" && Decision.new(web_hook, type, payload).withheld?
    rescue JSON::ParserError
      true
    end
  end
end
