# frozen_string_literal: true

module HybridDesk
  # Takes what is ours out of the forum's database; topics and posts stay as they are.
  module Leaving
    TABLES = %w[
      hybrid_desk_configs
      hybrid_desk_tickets
      hybrid_desk_labels
      hybrid_desk_effects
      hybrid_desk_protected_topics
      hybrid_desk_self_served
    ].freeze

    module_function

    def export(file)
      tables = TABLES.to_h { |table| [table, rows_of(table)] }
      file.write(JSON.pretty_generate("plugin" => VERSION, "at" => Time.now.utc.iso8601, "tables" => tables))
    end

    # The rows of the migrations go as well: the plugin put in again makes its tables anew.
    def drop
      settings.each { |name| ::SiteSetting.remove_override!(name) }
      ::ActiveRecord::Base.transaction do
        TABLES.each { |table| DB.exec("DROP TABLE IF EXISTS #{table}") }
        DB.exec("DELETE FROM schema_migrations WHERE version IN (:versions)", versions: migrations)
        ::PluginStoreRow.where(plugin_name: PLUGIN_NAME).delete_all
        ::PostCustomField.where("name LIKE 'hybrid\\_desk\\_%'").delete_all
      end
    end

    # The secret among them.
    def settings
      ::SiteSetting.provider.all.map { |setting| setting.name.to_sym }.grep(/\Ahybrid_desk_/)
    end

    # Whom an answer helped does not leave the forum; no other table has such a column.
    def rows_of(table)
      DB.query_single("SELECT CAST(to_jsonb(t) - 'user_id' AS text) FROM #{table} t ORDER BY id").map { |row| JSON.parse(row) }
    end

    def migrations
      Dir[File.expand_path("../../db/migrate/*.rb", __dir__)].map { |path| File.basename(path)[/\A\d+/] }
    end
  end
end
