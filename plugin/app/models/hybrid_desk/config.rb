# frozen_string_literal: true

module HybridDesk
  # What the forum must know of a community to decide by itself, also while the service is away.
  class Config < ActiveRecord::Base
    self.table_name = "hybrid_desk_configs"
  end
end
