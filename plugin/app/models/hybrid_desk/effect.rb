# frozen_string_literal: true

module HybridDesk
  # That an effect was claimed, and what came of it.
  class Effect < ActiveRecord::Base
    self.table_name = "hybrid_desk_effects"
  end
end
