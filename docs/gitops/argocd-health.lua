-- Health of AIMService, AIMRecipe and AIMModelCache for Argo CD. It uses nothing but the language itself.

local function condition(type)
  for _, found in ipairs(obj.status.conditions or {}) do
    if found.type == type then
      return found
    end
  end
end

local function is_true(found)
  return found ~= nil and found.status == "True"
end

local function health(status, found)
  return { status = status, message = found.message }
end

if obj.status == nil or obj.status.observedGeneration ~= obj.metadata.generation then
  return { status = "Progressing", message = "The operator has not looked at this generation yet." }
end

local stalled = condition("Stalled")
if is_true(stalled) then
  return health("Degraded", stalled)
end

local reconciling = condition("Reconciling")
if obj.spec.paused and reconciling ~= nil and reconciling.reason == "Paused" then
  return health("Suspended", reconciling)
end
if is_true(reconciling) then
  return health("Progressing", reconciling)
end

-- a recipe has no servers and no files that could be Ready
local ready = condition("Ready") or condition("Valid")
if ready == nil then
  return { status = "Progressing", message = "The operator has not said anything yet." }
end
-- replicas: 0 is what was asked for
if is_true(ready) or ready.reason == "ScaledToZero" then
  return health("Healthy", ready)
end
return health("Progressing", ready)
