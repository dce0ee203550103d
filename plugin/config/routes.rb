# frozen_string_literal: true

HybridDesk::Engine.routes.draw do
  # Before anybody reads the body.
  match "*path", to: ->(env) { HybridDesk::BodyLimit.refusal(env["PATH_INFO"]) }, via: :all, constraints: HybridDesk::BodyLimit

  # Signed by the service.
  post "apply" => "apply#create"
  post "state" => "state#show"
  get "ping" => "ping#show"

  # From the browser of a person.
  post "command" => "commands#create"
  get "tickets/:topic_id" => "tickets#show", :constraints => { topic_id: /\d+/ }
  get "posts/:post_id/changed" => "changed#show", :constraints => { post_id: /\d+/ }
  get "answers" => "answers#index"
  post "answers/:topic_id/helped" => "answers#helped", :constraints => { topic_id: /\d+/ }
  put "categories/:id" => "designations#update", :constraints => { id: /\d+/ }
end

Discourse::Application.routes.draw do
  mount ::HybridDesk::Engine, at: "hybrid-desk"

  scope "/admin/plugins/hybrid-desk", constraints: AdminConstraint.new do
    get "status" => "hybrid_desk/admin_status#show"
  end
end
