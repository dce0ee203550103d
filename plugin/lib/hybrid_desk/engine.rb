# frozen_string_literal: true

module ::HybridDesk
  class Engine < ::Rails::Engine
    engine_name PLUGIN_NAME
    isolate_namespace HybridDesk
    config.autoload_paths << File.join(config.root, "lib")
  end
end
