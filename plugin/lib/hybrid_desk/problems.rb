# frozen_string_literal: true

module HybridDesk
  # What is red on the admin page, by name; `HybridDesk.problems.<name>` of the locale files says it.
  module Problems
    # The service is greeted once a minute: red before five are over.
    SILENT_FOR = 4.minutes
    FAILED_WITHIN = 1.hour

    module_function

    def all
      [setup, own_hook, service].flatten.compact
    end

    def text(name)
      [I18n.t("hybrid_desk.problems.#{name}"), (Bot.problem_text if name == "bot"), (failure if name == "service")].compact.join(" ")
    end

    # What came instead of the answer of the service: the way to mend it differs.
    def failure
      type = LastContact.failure
      I18n.t("hybrid_desk.failures.#{type}", default: :"hybrid_desk.failures.no_answer") if type
    end

    def setup
      [
        ("not_migrated" unless Tables.there?),
        ("secret" unless Signature.secret?(::SiteSetting.hybrid_desk_secret)),
        ("service_url" if ::SiteSetting.hybrid_desk_service_url.blank?),
        ("bot" if Bot.problem),
        ("bot_is_admin" if Bot.user&.admin?),
        ("withholding" unless Withholding.works?)
      ]
    end

    def own_hook
      hooks = Withholding.own_hooks
      return "own_hook" if hooks.none?(&:active)
      "deliveries" if hooks.any? { |hook| missed_deliveries(hook) > 0 }
    end

    def service
      return if ::SiteSetting.hybrid_desk_service_url.blank? || !Signature.secret?(::SiteSetting.hybrid_desk_secret)
      "service" unless LastContact.reached_within?(SILENT_FOR)
    end

    # A delivery that has no answer yet has the status 0.
    def missed_deliveries(hook)
      ::WebHookEvent
        .unscoped
        .where(web_hook_id: hook.id)
        .where("created_at > ?", FAILED_WITHIN.ago)
        .where("status <> 0 AND NOT (status BETWEEN 200 AND 299)")
        .count
    end
  end
end
