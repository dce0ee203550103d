# frozen_string_literal: true

module HybridDesk
  # What pages show of a topic's ticket. Who may see which part of `value` is decided when it is shown.
  class Ticket < ActiveRecord::Base
    self.table_name = "hybrid_desk_tickets"
  end
end
