# frozen_string_literal: true

class CreateHybridDeskProtectedTopics < ActiveRecord::Migration[7.0]
  def change
    create_table :hybrid_desk_protected_topics do |t|
      t.bigint :topic_id, null: false
      t.timestamps
    end
    add_index :hybrid_desk_protected_topics, :topic_id, unique: true
  end
end
