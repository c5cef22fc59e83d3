-- The health of an MlWorkspace for Argo CD. Its status is in kstatus form and says which generation it answers
-- (docs/troubleshooting.md). Only the base library is used, since Argo CD opens no other for scripts in argocd-cm.

local status = obj.status or {}
local conditions = {}
for _, condition in ipairs(status.conditions or {}) do
  conditions[condition.type] = condition
end

local function holds(name)
  return conditions[name] ~= nil and conditions[name].status == "True"
end

local function health(level, message)
  return {status = level, message = message}
end

if status.observedGeneration ~= obj.metadata.generation then
  return health("Progressing", "the operator has not answered this spec yet")
end

-- What needs a person. Both go on being tried, and both go away when they are over.
for _, name in ipairs({"TeardownFailed", "Stalled"}) do
  if holds(name) then
    return health("Degraded", conditions[name].message)
  end
end

-- A sync that goes over several waves waits without end for what is Suspended (argo-cd#24428, #19126), and the commit that
-- would lift the suspension waits for that sync. So it is said of nothing that later waves can build on.
if holds("Suspended") then
  return health(holds("Ready") and "Healthy" or "Suspended", conditions.Suspended.message)
end

if holds("Reconciling") then
  return health("Progressing", conditions.Reconciling.message)
end

-- A notebook that is stopped outside its working hours, or for want of use, is as the spec has it. What the watch has
-- found is for someone to look at, but no reason to hold up a sync.
if holds("Ready") then
  local stopped = conditions.Available ~= nil and not holds("Available")
  local most = (holds("Attention") and conditions.Attention) or (stopped and conditions.Available) or conditions.Ready
  return health("Healthy", most.message)
end

return health("Progressing", conditions.Ready and conditions.Ready.message or "the operator has not looked at it yet")
