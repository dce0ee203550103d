# frozen_string_literal: true

module HybridDesk
  # FA-06: that an answer which was there already helped somebody, or did not: once for each person, topic and day; the last word of a day
  # counts. Who it was is needed for that alone.
  class SelfServed < ActiveRecord::Base
    self.table_name = "hybrid_desk_self_served"

    def self.record(community, user, topic, helped)
      now = Time.zone.now
      row = { community: community.id, user_id: user.id, topic_id: topic.id, day: now.utc.to_date, helped: helped }
      upsert(row.merge(created_at: now, updated_at: now), unique_by: %i[user_id topic_id day])
    end

    # Numbers of nobody, and still one for each row. Days are those of UTC; this runs once in each, so nobody is known for more than two.
    def self.forget_who(now = Time.zone.now)
      where("user_id > 0 AND day < ?", now.utc.to_date).update_all("user_id = -id")
    end

    # Contacts that needed nobody, by community.
    def self.counts(since)
      where(helped: true).where("day >= ?", since).group(:community).count
    end
  end
end
