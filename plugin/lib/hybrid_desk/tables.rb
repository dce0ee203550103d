# frozen_string_literal: true

module HybridDesk
  # Whether our tables are there: not before the migration, and not after `hybrid_desk:leave`. Without them there is no community.
  module Tables
    module_function

    def there?
      Kept.fetch("tables") { ::ActiveRecord::Base.connection.data_source_exists?(Config.table_name) }
    end
  end
end
