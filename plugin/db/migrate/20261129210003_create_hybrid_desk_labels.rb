# frozen_string_literal: true

class CreateHybridDeskLabels < ActiveRecord::Migration[7.0]
  def change
    create_table :hybrid_desk_labels do |t|
      t.bigint :post_id, null: false
      t.bigint :topic_id, null: false
      t.string :label, null: false, limit: 50
      t.jsonb :value, null: false
      t.timestamps
    end
    # A post shows one label, never two.
    add_index :hybrid_desk_labels, :post_id, unique: true
    add_index :hybrid_desk_labels, %i[topic_id label]
  end
end
