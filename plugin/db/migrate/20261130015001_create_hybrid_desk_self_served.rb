# frozen_string_literal: true

class CreateHybridDeskSelfServed < ActiveRecord::Migration[7.0]
  def change
    create_table :hybrid_desk_self_served do |t|
      t.string :community, null: false, limit: 100
      t.bigint :user_id, null: false
      t.bigint :topic_id, null: false
      t.date :day, null: false
      t.boolean :helped, null: false
      t.timestamps
    end
    add_index :hybrid_desk_self_served, %i[user_id topic_id day], unique: true
    add_index :hybrid_desk_self_served, %i[community day]
  end
end
