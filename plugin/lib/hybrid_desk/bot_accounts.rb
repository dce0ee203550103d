# frozen_string_literal: true

module HybridDesk
  # The accounts as which the service acts or once acted, by id: a renamed account, and one that was the bot before, stay known.
  module BotAccounts
    IDS = "bot_ids"

    module_function

    # For pages, which ask often.
    def cached_ids
      Kept.fetch(IDS) { ids }
    end

    def ids
      (remembered + [Bot.user&.id]).compact.uniq
    end

    # Not when somebody asks: a page is shown also while the forum is read-only.
    def remember
      found = ids
      ::PluginStore.set(PLUGIN_NAME, IDS, found) if found != remembered
    end

    def remembered
      Array(::PluginStore.get(PLUGIN_NAME, IDS))
    end
  end
end
