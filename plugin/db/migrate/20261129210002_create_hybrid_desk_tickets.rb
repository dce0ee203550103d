# frozen_string_literal: true

class CreateHybridDeskTickets < ActiveRecord::Migration[7.0]
  def change
    create_table :hybrid_desk_tickets do |t|
      t.bigint :topic_id, null: false
      t.string :community, null: false, limit: 100
      t.string :state, null: false, limit: 100
      t.jsonb :value, null: false
      t.timestamps
    end
    add_index :hybrid_desk_tickets, :topic_id, unique: true
    add_index :hybrid_desk_tickets, %i[community state]
  end
end
