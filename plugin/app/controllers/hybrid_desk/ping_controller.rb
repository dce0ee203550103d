# frozen_string_literal: true

module HybridDesk
  # Says of a bot that may not act why, and of a service of another number which number we speak: it has no body to be refused for.
  class PingController < SignedController
    def show
      bot = Bot.user
      render json: {
        contract: Contract::NUMBER,
        plugin: VERSION,
        forum: ::Discourse::VERSION::STRING,
        site: ::Discourse.base_url,
        at: Time.now.utc.iso8601(3),
        abilities: Abilities.names(bot),
        bot: { id: bot&.id&.positive? ? bot.id : nil, username: bot&.username, problem: Bot.problem_text(bot) },
        configs: Config.pluck(:community, :version).to_h,
        problems: Problems.all.map { |name| Problems.text(name) },
      }
    end
  end
end
