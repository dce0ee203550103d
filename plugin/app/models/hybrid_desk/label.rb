# frozen_string_literal: true

module HybridDesk
  class Label < ActiveRecord::Base
    self.table_name = "hybrid_desk_labels"

    # Until the service has heard that a post is gone, nothing is said of it any more.
    SEEN = "posts.deleted_at IS NULL AND NOT posts.hidden AND NOT posts.user_deleted"

    scope :seen,
          -> { joins("JOIN posts ON posts.id = hybrid_desk_labels.post_id AND posts.topic_id = hybrid_desk_labels.topic_id").where(SEEN) }
  end
end
