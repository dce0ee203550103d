# frozen_string_literal: true

module HybridDesk
  # That an effect was claimed, and what came of it: one row for each key and revision. Only what is done is final: whoever sends a
  # refused effect again wants it tried again.
  class Effect < ActiveRecord::Base
    self.table_name = "hybrid_desk_effects"

    # A claim older than this is of a process that died, or that will not come to an end any more.
    LEASE = 2.minutes
    CLAIMED = "claimed"
    DONE = "done"
    # The first of the two keys of the forum's advisory locks; any number that others hardly use.
    LOCKS = 1_684_302_451

    Claim = Struct.new(:state, :row, keyword_init: true)

    # `claimed`: it is the caller's to carry out. `answered`: it is done. Else `overtaken` or `in_progress`.
    def self.claim(key, revision, now: Time.zone.now)
      # The database keeps microseconds: what was claimed is known again by its time.
      now = now.floor(6)
      transaction do
        DB.exec("SELECT pg_advisory_xact_lock(:locks, hashtext(:key))", locks: LOCKS, key: key)
        rows = where(key: key).to_a
        mine = rows.find { |row| row.revision == revision }
        return Claim.new(state: :answered, row: mine) if mine&.done?
        return Claim.new(state: :overtaken) if rows.any? { |row| row.done? && row.revision > revision }
        return Claim.new(state: :in_progress) if rows.any? { |row| row.held?(now) }
        mine ||= new(key: key, revision: revision)
        mine.update!(state: CLAIMED, claimed_at: now, answer: nil)
        Claim.new(state: :claimed, row: mine)
      end
    end

    def done?
      state == DONE
    end

    def held?(now)
      state == CLAIMED && claimed_at > now - LEASE
    end

    # False: the claim ran out, and somebody else took it over.
    def mine?
      claims.exists?
    end

    # False where it is not ours any more: then nothing is recorded. Rows of earlier revisions have nothing to say any more.
    def record!(answer)
      transaction do
        mine = claims.update_all(state: answer[:outcome], answer: answer, updated_at: Time.zone.now) == 1
        self.class.where(key: key).where("revision < ?", revision).delete_all if mine && answer[:outcome] == DONE
        mine
      end
    end

    private

    def claims
      self.class.where(id: id, state: CLAIMED, claimed_at: claimed_at)
    end
  end
end
