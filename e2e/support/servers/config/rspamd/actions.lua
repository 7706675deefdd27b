-- Actions that no test pattern stands for, by the sender's domain.
local ACTIONS = {
  ['soft.test'] = 'soft reject',
  ['grey.test'] = 'greylist',
  ['discard.test'] = 'discard',
  ['quarantine.test'] = 'quarantine',
}

rspamd_config:register_symbol({
  name = 'ACTION_OF_SENDER',
  type = 'prefilter',
  callback = function(task)
    local from = task:get_from('smtp')
    local action = from and from[1] and ACTIONS[from[1].domain]
    if action then
      task:set_pre_result(action, 'Try again later')
    end
  end,
})
