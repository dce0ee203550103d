# frozen_string_literal: true

module HybridDesk
  class AdminStatusController < ::Admin::AdminController
    requires_plugin PLUGIN_NAME
    before_action :ensure_admin

    def show
      render json: Status.new.to_h
    end
  end
end
