# frozen_string_literal: true

module HybridDesk
  # The account as which the service acts: a real one of its own, that is a moderator now.
  module Bot
    module_function

    def username
      ::SiteSetting.hybrid_desk_bot_username.to_s
    end

    def user
      ::User.find_by_username(username) if username.present?
    end

    # Nil: it may act. Else why not, as a key of `hybrid_desk.bot` in the locale files.
    def problem(user = self.user)
      return "unset" if username.blank?
      return "missing" if user.nil?
      return "system" if user.id <= 0
      return "suspended" if user.suspended?
      return "silenced" if user.silenced?
      return "inactive" unless user.active? && !user.staged?
      "not_staff" unless user.staff?
    end

    def problem_text(user = self.user)
      key = problem(user)
      I18n.t("hybrid_desk.bot.#{key}", username: username) if key
    end

    # The bot, fit to act; refuses otherwise.
    def fit
      found = user
      text = problem_text(found)
      raise Refusal.new("bot_unfit", problem: text) if text
      found
    end
  end
end
