# frozen_string_literal: true

module HybridDesk
  # A message in which the bot or a group of the desk takes or ever took part.
  class ProtectedTopic < ActiveRecord::Base
    self.table_name = "hybrid_desk_protected_topics"
  end
end
