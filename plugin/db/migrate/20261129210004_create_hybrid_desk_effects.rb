# frozen_string_literal: true

class CreateHybridDeskEffects < ActiveRecord::Migration[7.0]
  def change
    create_table :hybrid_desk_effects do |t|
      t.string :key, null: false, limit: 200
      t.bigint :revision, null: false
      t.string :state, null: false, limit: 20
      t.datetime :claimed_at, null: false
      t.jsonb :answer
      t.timestamps
    end
    add_index :hybrid_desk_effects, %i[key revision], unique: true
  end
end
