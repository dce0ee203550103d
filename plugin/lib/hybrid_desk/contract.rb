# frozen_string_literal: true

require "json"

module HybridDesk
  # What plugin and service say to each other, as the service's own types made it (`plugin.schema.json`).
  module Contract
    NUMBER = 1
    MOST_EFFECTS = 100
    MOST_TOPICS = 200
    MOST_BYTES = 10 * 1024 * 1024

    # The HTTP status of each error of a whole request.
    STATUSES = {
      "not_configured" => 503,
      "bad_signature" => 401,
      "old_timestamp" => 401,
      "used_nonce" => 401,
      "too_large" => 413,
      "not_json" => 400,
      "invalid_request" => 422,
      "too_many" => 422,
      "version_mismatch" => 409,
      "read_only" => 503,
      "bot_unfit" => 409,
      "other_forum" => 409,
      "unavailable" => 503,
    }.freeze

    # Inside the plugin as it is packed for a forum, beside it in the repository that it is made in.
    FILE = %w[../../contracts ../../../shared/contracts]
      .map { |folder| File.expand_path("#{folder}/plugin.schema.json", __dir__) }
      .find { |file| File.exist?(file) }

    module_function

    # Nil: it fits. Else where it does not, as a JSON pointer.
    def problem(part, value)
      pointer_in(schema(definitions.fetch(part)), value)
    end

    def effect_type?(type)
      effects.key?(type)
    end

    def effect_problem(effect)
      pointer_in(effects.fetch(effect["type"]), effect)
    end

    def definitions
      @definitions ||= JSON.parse(File.read(FILE)).fetch("$defs")
    end

    # By type, so that a problem is told of the one that was meant.
    def effects
      @effects ||=
        definitions
          .dig("pluginEffect", "oneOf")
          .map { |variant| [variant.dig("properties", "type", "const"), schema(variant)] }
          .to_h
    end

    def schema(part)
      (@schemas ||= {}.compare_by_identity)[part] ||= Compat.json_schema(part)
    end

    def pointer_in(schemer, value)
      error = schemer.validate(value).first
      "#{error["data_pointer"]} (#{error["type"]})" if error
    end
  end
end
