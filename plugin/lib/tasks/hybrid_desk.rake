# frozen_string_literal: true

desc "Writes all that Hybrid Desk keeps in this forum to a file (JSON) and removes it; the plugin must be off"
task "hybrid_desk:leave", [:file] => :environment do |_, args|
  abort I18n.t("hybrid_desk.leaving.no_file") if args[:file].blank?
  abort I18n.t("hybrid_desk.leaving.still_on") if SiteSetting.hybrid_desk_enabled
  abort I18n.t("hybrid_desk.leaving.file_is_there", file: args[:file]) if File.exist?(args[:file])
  File.open(args[:file], "w", 0o600) { |file| HybridDesk::Leaving.export(file) }
  HybridDesk::Leaving.drop
  puts I18n.t("hybrid_desk.leaving.done", file: args[:file])
end
