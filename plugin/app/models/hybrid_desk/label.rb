# frozen_string_literal: true

module HybridDesk
  class Label < ActiveRecord::Base
    self.table_name = "hybrid_desk_labels"
  end
end
