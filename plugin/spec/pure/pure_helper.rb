# frozen_string_literal: true

# What needs no forum, loaded without one.
require "active_support"
require "active_support/core_ext/enumerable"
require "active_support/core_ext/object/blank"
require "json_schemer"
require "time"

ROOT = File.expand_path("../..", __dir__)
FIXTURES = File.expand_path("../test/fixtures", ROOT)

module HybridDesk
  PLUGIN_NAME = "hybrid-desk"
end

%w[compat contract refusal signature request_check effect_form service_client effects/base effects/notice].each do |file|
  require File.join(ROOT, "lib/hybrid_desk", file)
end

I18n.load_path = Dir[File.join(ROOT, "config/locales/server.*.yml")]
I18n.default_locale = :en

RSpec.configure { |config| config.fail_if_no_examples = true }

def fixture(name)
  JSON.parse(File.read(File.join(FIXTURES, name)))
end
