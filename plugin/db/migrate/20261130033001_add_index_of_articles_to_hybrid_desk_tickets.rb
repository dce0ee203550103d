# frozen_string_literal: true

# An answer that is shown while somebody types asks of which question an article was made.
class AddIndexOfArticlesToHybridDeskTickets < ActiveRecord::Migration[7.0]
  def change
    add_index :hybrid_desk_tickets, "CAST(value #>> '{everyone,articleTopicId}' AS bigint)", name: "index_hybrid_desk_tickets_on_article"
  end
end
