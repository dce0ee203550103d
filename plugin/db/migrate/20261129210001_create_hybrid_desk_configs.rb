# frozen_string_literal: true

class CreateHybridDeskConfigs < ActiveRecord::Migration[7.0]
  def change
    create_table :hybrid_desk_configs do |t|
      t.string :community, null: false, limit: 100
      t.integer :version, null: false
      t.jsonb :value, null: false
      t.timestamps
    end
    add_index :hybrid_desk_configs, :community, unique: true
  end
end
