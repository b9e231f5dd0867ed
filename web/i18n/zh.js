// Every sentence that a reader sees, in simplified Chinese: the same names as in en.js, which says what each is for.
// A noun after a number has no plural here, so that some values of the English functions are not used.

/** @type {typeof import('./en.js').temperature} */
export const temperature = {
  label: '温度',
  names: ['贪心', '容易重复', '谨慎', '略为谨慎', '与所学一致', '大胆', '奔放', '支离破碎'],
};

/** @type {typeof import('./en.js').text} */
export const text = {
  text: '生成的文本',
  noModel: '<lukewarm-text> 需要一个模型：请把它的名称或地址写入属性“model”。',
};

/** @type {typeof import('./en.js').frame} */
export const frame = {
  download: '模型下载',
  reading: '正在读取开头。',
  loaded: (loaded, total, percent) => `${loaded}，共 ${total}，${percent}%`,
  figures: (characters, seconds, speed) => `${characters} 个字符，用时 ${seconds} 秒${speed && `，每秒 ${speed} 个`}`,
  stopped: '已停止。',
  finished: (text) => `生成完毕。${text}`,
  soFar: (characters) => `已生成 ${characters} 个字符。`,
  same: '种子和设置都相同，得到的文本也相同。',
  greedy: '温度为 0 时不抽样：任何种子都得到这段文本。',
};

/** @type {typeof import('./en.js').controls} */
export const controls = {
  controls: '生成设置',
  model: '模型',
  prompt: '开头',
  ends: ['贪心', '与所学一致', '狂野'],
  generate: '换一段',
  same: '相同种子',
  stop: '停止',
  seed: '随机种子',
  seedNote: '“换一段”会换种子；移动滑块时种子不变，变化只来自温度。',
  length: (units) => `长度（${units}数）`,
  about: (n) => `约 ${n}`,
  units: { char: '字符', byte: '字节', word: '词', other: '词元' },
  undo: '撤销',
  copy: '复制文本',
  copied: '文本已复制。',
  notCopied: '浏览器不允许此页面复制。请选中文本后自行复制。',
  shade: '用底色标出模型没有料到的部分',
  shades: '底色表示模型给该词元的概率最多为',
  oneIn: (n) => `1/${n}`,
  badSeed: '种子必须是 0 到 18446744073709551615 之间的整数。',
  badLength: '长度必须是 0 到 1,000,000 之间的整数。',
};

/** @type {typeof import('./en.js').page} */
export const page = {
  linkCopied: '链接已复制。',
  linkNotCopied: '浏览器不允许此页面复制。链接就在地址栏中。',
};

/** @type {typeof import('./en.js').mistakes} */
export const mistakes = {
  known: {
    http: ['在原来的地址找不到模型。', '请从列表中选择另一个模型，或稍后重试。'],
    'model-list-invalid': ['无法读取模型列表。', '网站不完整，或正在更新：请稍后重试。'],
    'no-model': ['链接所指的模型不在这里。', '请从列表中选择一个模型。'],
    'file-truncated': ['模型文件不完整。', '传输途中丢失了一部分：请重试。'],
    'file-corrupt': ['模型文件已损坏。', '请重试，或选择另一个模型。'],
    'file-unsupported': ['这个模型文件是为此页面的另一个版本制作的。', '请重新加载页面，或选择另一个模型。'],
    'wasm-missing': ['引擎的一部分未能加载。', '请重试，或重新加载页面。'],
    'wasm-unavailable': ['此浏览器无法运行神经网络：它不支持 WebAssembly。', '需要 Chrome 或 Edge 100、Firefox 97、Safari 16.4，或更新的版本。'],
    'wasm-no-simd': ['此浏览器无法运行神经网络：它的 WebAssembly 不支持 SIMD。', '需要 Chrome 或 Edge 100、Firefox 97、Safari 16.4，或更新的版本。'],
    'wasm-blocked': ['此浏览器无法运行神经网络：WebAssembly 在这里被禁用。', '某项设置、某个扩展程序或页面的安全策略不允许运行它（安全策略需要包含 “wasm-unsafe-eval”）。'],
    'version-mismatch': ['此页面有新版本。', '请重新加载页面。'],
    'engine-stopped': ['引擎出错，已停止。', '请重试：引擎会重新启动。'],
    'out-of-memory': ['内存不足。', '请关闭其他页面，选择更小的模型或更短的文本，然后重试。'],
  },
  notTaken: (list) => `未按给出的值采用：${list}。`,
  wrong: (given, used) => `“${given}”（改用 ${used}）`,
  unknown: (given) => `“${given}”（没有这个设置）`,
  noCors: (host) => [`模型位于 ${host}，该网站不允许本页面读取它。`,
    '该网站必须发送标头“Access-Control-Allow-Origin: *”。它的 embed.html 放在 iframe 中则不需要。'],
  noName: (name, nearest) => [`这里没有名为“${name}”的模型。`, `您是不是想用“${nearest}”？`],
};

/** @type {typeof import('./en.js').failures} */
export const failures = {
  network: ['网络连接中断。', '请检查网络，然后重试。'],
  other: ['出错了。', '请重试，或重新加载页面。'],
  unknown: (list) => `这个模型不认识 ${list}。`,
  readAs: (from, to) => `“${from}”（读作“${to}”）`,
  skipped: (from) => `“${from}”（已跳过）`,
  more: (n) => `以及另外 ${n} 个`,
};

/** @type {typeof import('./en.js').panel} */
export const panel = {
  noText: '面板必须属于一个 <lukewarm-text>：请在“for”中写明它的 id。',
  retry: '重试',
};

/** @type {typeof import('./en.js').about} */
export const about = {
  cells: { lstm: '一个 LSTM ', gru: '一个 GRU ', rnn: '一个简单循环', bidirectional: '一个双向', other: '一个循环' },
  units: { char: '字符', byte: '字节', word: '词', other: '词元' },
  network: (name, kind, units, size) => `“${name}”是${kind}网络，单元数为 ${units}，大小为 ${size}。`,
  knows: (n, units) => `它认识 ${n} 个${units}。`,
  read: (data) => `训练文本：${data}。`,
  loss: (split, loss, units) => `在它没有读过的文本（${split}）上，平均每个${units}的损失为 ${loss} nat；越小越好。`,
  license: (license) => `许可证：${license}。`,
};

/** @type {typeof import('./en.js').inspector} */
export const inspector = {
  cursor: '逐个词元浏览文本：按 Enter 键查看这里还可能出现什么',
  panel: '还可能出现什么',
  head: (token, probability, bits, n) => [`“${token}”的概率为 `, probability, '，惊异度为 ', bits, ' 比特。'],
  greedy: '贪心：直接取概率最高的，不做抽取。',
  takenGreedy: (token) => `这是你选的；概率最高的是“${token}”。`,
  drawn: (uniform, token) => ['抽到的随机数为 ', uniform, `，在由所有概率按词表顺序拼成的线段上，它落在“${token}”。`],
  taken: (uniform, token) => ['这是你选的。抽到的随机数为 ', uniform, `，在由所有概率按词表顺序拼成的线段上，它落在“${token}”。`],
  arrow: '模型给出的概率 → 应用温度之后的概率。',
  more: (n) => `另有 ${n} 个没有显示。`,
  choose: '选择另一个，文本就从这里开始重新生成。',
  tooFar: (n) => `最多可以查看到第 ${n} 个词元：更靠后的部分，重新生成需要太长时间。`,
};

/** @type {typeof import('./en.js').training} */
export const training = {
  fewSeconds: '几秒',
  aboutSeconds: (n) => `约 ${n} 秒`,
  aboutMinute: '约 1 分钟',
  aboutMinutes: (n) => `约 ${n} 分钟`,
  aboutHour: '约 1 小时',
  aboutHours: (n) => `约 ${n} 小时`,
  seconds: (seconds) => `${seconds} 秒`,
  minutes: (minutes, seconds) => `${minutes} 分 ${seconds} 秒`,

  reading: '正在读取……',
  counted: (characters, distinct) => `${characters} 个字符，其中不同的有 ${distinct} 种。`,
  cut: (characters) => `更长的文本会被截断：末尾的 ${characters} 个字符不会用到。`,
  shortText: (characters) => `这段文本很短。只有 ${characters} 个字符时，网络学到的不是语言，而是把文本背下来：它会杂乱地写出其中的片段。如果可以，请提供 10 万个以上的字符。`,
  tooShort: '文本太少，无法学习。请粘贴更多内容：至少几千个字符。',

  modelOf: (model, many) => `${model}（按${many}读取）`,
  loadingModel: (percent) => `正在加载模型：${percent}`,
  measuring: '正在测量这台设备的速度……',
  estimate: (time) => `在这台设备上需要${time}。`,
  size: (units, weights) => `${units} 个单元，${weights} 个权重`,
  notNumber: (setting, from, to, typed) => `“${setting}”应为 ${from} 到 ${to} 之间的数字，而不是“${typed}”。`,
  notWhole: (setting, from, to, typed) => `“${setting}”应为 ${from} 到 ${to} 之间的整数，而不是“${typed}”。`,
  cannotRead: (share) => `这个模型读不懂这段文本：其中 ${share} 是它不认识的，它在其余部分上的损失说明不了什么。请选择别的模型，或者从一个什么都不知道的网络开始。`,
  unknownCharacters: (unknown, distinct, examples, share) => `你的文本有 ${distinct} 种字符，其中 ${unknown} 种是它不认识的：${examples}。${share && `它们占全文的 ${share}，会被跳过。`}`,
  unknownWords: (unknown, distinct, examples, share) => `在你的文本最先出现的 ${distinct} 个不同的词中，有 ${unknown} 个是它不认识的：${examples}。它们占文本的 ${share}。它读和写这些词时，都当作同一个未知词。`,
  quoted: (token) => `“${token}”`,
  readAs: (from, to) => `“${from}”（读作“${to}”）`,
  andMore: (examples, others) => `${examples} 以及另外 ${others} 个`,

  phases: { running: '正在训练', paused: '已暂停', stopped: '已停止', done: '已完成', diverged: '已发散' },
  troubles: { tooLarge: '更新步长过大', tooSmall: '更新步长过小', byHeart: '正在死记硬背' },
  inAll: (time) => `总用时 ${time}`,
  epochOf: (epoch, epochs) => `第 ${epoch} 轮，共 ${epochs} 轮`,
  perSecond: (characters) => `每秒 ${characters} 个字符`,
  left: (time) => `剩余${time}`,
  facts: (weights, learned, many) => `${weights} 个权重；用 ${learned} 个${many}学习`,
  heldOut: (facts, held) => `${facts}，另外留出 ${held} 个只用于验证，从不用于学习。`,
  reach: (epoch) => `第 ${epoch} 轮`,
  pause: '暂停',
  resume: '继续',
  after: (time) => `${time}后`,

  units: { char: ['字符', '字符'], byte: ['字节', '字节'], word: ['词', '词'] },
  manyMore: '>10 亿',
  losses: ['训练损失', '验证损失'],
  loss: (name, loss, among, one, many) => `${name}：平均每个${one} ${loss} nat。对下一个${one}的不确定程度，相当于在 ${among} 个等可能的${many}中猜一个。`,
  blindGuessing: (among) => `盲猜则是在 ${among} 个中猜一个。`,
  levels: { guess: '盲猜', frequencies: '按频率猜' },
  curve: '损失曲线。',
  fromTo: (name, from, to) => `${name}：从 ${from} 到 ${to}。`,
  guessLoss: (loss) => `盲猜：${loss}。`,

  verdicts: {
    worseThanGuessing: ({ guess, rate }) => `更新步长过大：现在的损失比盲猜（${guess}）还大。请停止，用更小的学习率重新训练，例如 ${rate}。`,
    forgets: ({ rate }) => `更新步长过大：忘掉的比学到的还多。如果不能自行恢复，请用更小的学习率重新训练，例如 ${rate}。`,
    learnsByHeart: () => '它正在把你的文本背下来：读过的内容预测得越来越好，没有读过的越来越差。此前的最佳状态已经保留，所以可以停止了。更多的文本、更少的轮数或更强的 dropout 会有帮助。',
    guesses: ({ rate }) => `更新步长过小：它仍然几乎是在盲猜。请停止，用更大的学习率重新训练，例如 ${rate}。`,
    frequencies: ({ one, many }) => `到目前为止，它知道哪些${many}常见，但还不知道哪个${one}会接在哪个${one}后面。`,
    frequenciesTooSmall: ({ one, many, rate }) => `到目前为止，它知道哪些${many}常见，但还不知道哪个${one}会接在哪个${one}后面。更新步长可能过小：不妨试试学习率 ${rate}。`,
    frequenciesTooLarge: ({ one, many, rate }) => `到目前为止，它知道哪些${many}常见，但还不知道哪个${one}会接在哪个${one}后面。更新步长可能过大：不妨试试学习率 ${rate}。`,
    diverged: ({ rate }) => `更新步长过大：损失已经不是一个数。请用更小的学习率重新训练，例如 ${rate}。`,
    divergedLater: ({ rate }) => `更新步长过大：损失已经不是一个数。此前的最佳权重已经保留。请用更小的学习率重新训练，例如 ${rate}。`,
    unmeasured: () => '在第一次测量之前就停止了：保留的是当前的权重。',
    nothingHeldOut: () => '没有留出验证数据，所以无法知道它在没有读过的内容上表现如何。',
    knewByHeart: ({ epoch }) => `从第 ${epoch} 轮起，它把文本背了下来：保留的是那一轮的权重，它们在没有读过的内容上表现最好。更长的文本最有帮助。`,
    knewLongTextByHeart: ({ epoch }) => `从第 ${epoch} 轮起，它把文本背了下来：保留的是那一轮的权重，它们在没有读过的内容上表现最好。更强的 dropout 会有帮助。`,
    wasImproving: () => '停止时它仍在进步。',
    overfits: () => '它对读过的内容比对没有读过的内容预测得好得多（过拟合）：更长的文本或更强的 dropout 会有帮助。',
    moreToLearn: () => '它在没有读过的内容上与读过的表现一样好，说明还有可学的：增加轮数或使用更大的网络，还能继续提高。',
    learned: () => '这样大小的网络能从这段文本中学到的，它大致都学到了。',
  },

  writes: '它写出的文本',
  writesNow: '它现在写出的文本',
  sameWeights: '这条命令会训练出同一个网络：权重逐位相同。',
  sameToTheEnd: (step, steps) => `这条命令会把同一个网络训练到底，途中会经过完全相同的权重：这里到了第 ${step} 步，共 ${steps} 步。`,
  copied: { text: '文本已复制。', embed: '代码已复制。', command: '命令已复制。' },
  notCopied: '浏览器不允许此页面复制。请选中文本后自行复制。',

  failures: {
    'text-not-utf8': '这不是 UTF-8 编码的纯文本，或者文件已损坏。请把它存为 UTF-8 编码的纯文本 (.txt)，或复制文本后粘贴到这里。',
    'worker-failed': '训练意外中止。请重新加载页面：最后一次保存的内容还在。',
  },
};

/** @type {typeof import('./en.js').start} */
export const start = {
  newer: '此页面有新版本。',
  load: '加载新版本',
  missing: '此页面有一部分未能加载。',
  again: '重新加载页面',
  file: '浏览器不能直接从本地文件运行此页面。下面这个页面包含全部内容，可以运行：',
};

const token = { char: '字符', byte: '字节', word: '词', other: '词元' };
const tokens = token;

/** @type {typeof import('./en.js').likelihood} */
export const likelihood = {
  intro: '给模型一段文本，它会告诉你：只看前文，它能在多大程度上猜到每一部分。',
  text: '你的文本',
  take: '或使用：',
  above: '上面的文本',
  examples: { char: '莎士比亚的诗句', word: '一个普通的句子' },
  shuffled: '同样的词，打乱顺序',
  limit: (scored, left) => `只对前 ${scored} 个字符评分；后面的 ${left} 个不评分。`,
  verdict: (bits, perplexity) => `每字符 ${bits} 比特，困惑度 ${perplexity}。`,
  token, tokens,
  comparison: (n, tokens, token, bits) =>
    '每字符 1 比特，意思是平均要回答一个是非题，才能知道下一个字符；' +
    `如果只知道模型有哪 ${n} 个${tokens}，需要的比特数为：${bits}。困惑度用个数表示同样的意思：` +
    `在每个${token}处，模型的不确定程度相当于面对这么多个等可能的选择。`,
  perToken: (bits, token, perCharacter) => `每个${token} ${bits}，在这段文本中合每字符 ${perCharacter}`,
  unknownWord: '这样的词按未知词评分，而猜中“未知词”比猜中这个词本身容易。',
  nothing: '这段文本中没有模型认识的内容。',
  shaded: '每个词元及其惊异度',
  expected: '意料之中',
  most: (bits) => `${bits} 比特以上`,
  bits: (bits) => `${bits} 比特`,
  value: (token, p, rank, n, bits) => `“${token}”：概率 ${p}，在 ${n} 个中排第 ${rank} 位，${bits} 比特`,
  surprising: '最出乎模型意料的地方',
};

/** @type {typeof import('./en.js').properties} */
export const properties = {
  line: '行内位置',
  break: '刚换行',
  name: '在说话人的名字中',
  word: '当前单词已有的长度',
  space: '刚过空格',
  capital: '大写字母',
  capitalized: '首字母大写的单词',
  vowel: '元音字母',
  sentence: '当前句子已有的长度',
  end: '句子刚结束',
  letters: '单词的字母数',
  mark: '标点符号',
  quotes: '在引号内',
  parentheses: '在括号内',
};

/** @type {typeof import('./en.js').activations} */
export const activations = {
  intro: '每一行是网络的一个单元，每一列是文本的一步：暖色表示该单元的值大于零，冷色表示小于零。' +
    '可以看到有些单元在计数，或在等待某样东西；大多数单元没有说得出的含义。',
  layer: '层',
  layerOf: (n, all) => `第 ${n} 层，共 ${all} 层`,
  part: '查看',
  parts: {
    state: '细胞状态 c', hidden: '隐藏状态 h', input: '输入门 i', forget: '遗忘门 f', output: '输出门 o',
    reset: '重置门 r', update: '更新门 z', candidate: { lstm: '候选值 g', gru: '候选值 n' },
  },
  unit: '单元',
  unitOf: (n) => `单元 ${n}`,
  map: '热图：纵向为单元，横向为文本',
  shaded: '按该单元的值着色的文本',
  token, tokens,
  value: (unit, token, n, text, value) => `读完第 ${n} 个${token}“${text}”后，单元 ${unit} 的值：${value}`,
  noText: '还没有文本。',
  extent: (units, n, _token, tokens, isCut) => `${units} 个单元，文本${isCut ? '的前' : '共'} ${n} 个${tokens}。单元从 0 开始编号。`,
  unbounded: '细胞状态没有上下界：每个单元按自己的最大绝对值着色。',
  table: '用表格显示它的值',
  values: '该单元的值',
  after: '读完',
  valueHead: '值',
  follow: '哪些单元随文本的特征变化？',
  property: '查找随此特征变化的单元',
  writing: '模型正在写一段样本，以供分析。',
  absent: (property) => `样本中没有出现“${property}”，所以无法判断。`,
  weak: (r) => `没有单元与它密切相关：最好的一个 r = ${r}。`,
  method: (n, tokens, prompt, temperature, seed) =>
    'r 是单元与该特征的相关系数：1 表示同向变化，−1 表示反向变化，0 表示不相关。' +
    `它是在这里计算的，所用的是模型专门为此写出的 ${n} 个${tokens}：开头“${prompt}”，温度 ${temperature}，种子 ${seed}。`,
  missing: (list) => `其中没有出现：${list}。`,
};

/** @type {typeof import('./en.js').samplers} */
export const samplers = {
  sliders: {
    topK: ['top-k', '只保留概率最高的这么多个。'],
    topP: ['top-p', '只保留概率最高、合计达到这一比例的那些：模型有把握时个数少，没有把握时个数多。'],
    minP: ['min-p', '只保留概率至少为最高概率的这一比例的那些。'],
    typicalP: ['typical-p', '只保留最典型、合计达到这一比例的那些：太平常的和太罕见的都会去掉。'],
    repetitionPenalty: ['重复惩罚', '压低已经出现过的词元：得分大于 0 时除以此值，小于 0 时乘以此值。'],
    presencePenalty: ['存在惩罚', '每个出现过的词元，得分减去此值，只减一次。'],
    frequencyPenalty: ['频率惩罚', '词元每出现一次，得分就减去一次此值：它为词而设，对字母过于严厉。'],
  },
  off: '关闭',
  order: '应用温度',
  orders: { 'temperature-first': '在截断之前，与 Keras 相同', 'temperature-last': '在截断之后，与 llama.cpp 相同' },
  orderNote: '之前：高温可能让概率低的词元越过截断线。之后：被截断的不会再回来。',
  together: '共同作用的结果：实际用于采样的分布；标记处是模型原来的概率',
  reset: '全部关闭',
  units: { char: '字符', byte: '字节', word: '词', other: '词元' },
  keeps: (n, all, units) => `在 ${all} 个${units}中保留 ${n} 个。`,
  lowers: (n, all, units) => `在 ${all} 个${units}中降低 ${n} 个的概率。`,
  kept: (n, all, units, percent) => `${all} 个${units}中有 ${n} 个可能出现；模型给它们的概率合计为 ${percent}。`,
  place: (text) => `图中显示“${text}”之后可能出现什么，概率最高的排在最前。`,
  greedy: '温度为 0 时，无论怎样截断，都取概率最高的；图按温度为 1 绘制。',
};

/** @type {typeof import('./en.js').exporting} */
export const exporting = {
  inPage: '放进你自己的网页',
  onSlide: '放进幻灯片：接下来是什么',
  after: '接在何处',
  places: { word: '文本的最后一个完整单词之后', text: '整段文本之后', prompt: '开头之后' },
  svg: '下载 SVG',
  png: '下载 PNG',
  picture: (text, temperature) => `温度为 ${temperature} 时，“${text}”之后是什么`,
  question: (text) => `“${text}”之后是什么？`,
  model: (name, n, all) => `${name}，浏览器中的神经网络：${all} 个中概率最高的 ${n} 个`,
  drawn: (temperature) => `T = ${temperature} 时的采样概率`,
  greedy: 'T = 0，贪心选取',
  learned: '学到的概率',
};

/** @type {typeof import('./en.js').figure} */
export const figure = {
  embed: '嵌入此图',
  prompt: '模型读到的内容',
  seed: '随机种子',
  another: '再采样一次',
};

/** @type {typeof import('./en.js').temperatures} */
export const temperatures = {
  label: '几种温度下的质量与多样性',
  columns: '并列显示几种温度',
  intro: '同一个开头、同一个种子，用几种温度生成。贪心很快就会反复兜圈子；温度最高的很快就不知所云。',
  prompt: '每段文本的开头',
  seed: '随机种子',
  use: '使用此温度',
  used: '正在上面使用',
  textAt: (temperature) => `温度为 ${temperature} 时的文本`,
  measures: { entropy: '熵', surprise: '惊异度', repetition: '重复率', quality: '质量', variety: '多样性' },
  bits: (n) => `${n} 比特`,
  runs: { char: '六个字符', byte: '六个字节', word: '三个词', other: '四个词元' },
  units: { char: '字符', byte: '字节', word: '词', other: '词元' },
  note: (runs) => `熵：平均而言，模型在每个词元之前有多不确定；惊异度：抽到的词元对模型来说有多不可能；两者都在应用温度之前计算，以比特为单位。重复率：文本中连续${runs}的片段，有多少在前文中出现过。`,
  about: (runs) => `质量：温度为 1 时，模型给文本中每个词元的对数概率的平均值。多样性：连续${runs}的片段中，此前没有在文本中出现过的比例。`,
  seeds: (n) => `每种温度用 ${n} 段文本测量，只显示第一段。`,
  line: (loss, unit) => `虚线是人写的文本，网络从未读过：每个${unit} −${loss} nat。`,
  written: '人写的文本',
  axis: (name, from, to) => `${name}，从 ${from} 到 ${to}`,
  finished: (n) => `${n} 种温度的文本都已生成完毕。`,
};

/** @type {typeof import('./en.js').words} */
export const words = {
  toy: ['猫', '狗', '蛙'],
  probabilities: '概率',
  probability: (word) => `“${word}”的概率`,
  notRead: (part) => `“${part}”无法读取：词和概率应写作“cat 0.7”，各组之间用逗号分隔。`,
  notNumber: '概率必须是不小于 0 的数。',
  allZero: '其中至少要有一个大于 0。',
  one: '合计为 1。',
  notOne: (sum) => `合计为 ${sum}，不是 1：使用前会各除以总和。`,
};

/** @type {typeof import('./en.js').beam} */
export const beam = {
  label: '贪心搜索、束搜索与采样',
  caption: '一段文本的对数概率是其中各词元对数概率之和：越接近 0，概率越高。',
  titles: { greedy: '贪心：每一步都取概率最高的词元', beam: '束搜索：在多个候选文本中取概率最高的', sampled: '以温度 1 采样' },
  prompt: '共同的开头',
  width: '束宽',
  length: '长度',
  logProbability: (value) => `对数概率 ${value}`,
  limits: '宽度：1 到 16 的整数。长度：1 到 200。',
  nothing: '在这里，束搜索没有找到比贪心概率更高的文本。',
  times: (greedy, sampled) => ['束搜索所得文本的概率是贪心文本的 ', greedy, ' 倍，是采样文本的 ', sampled, ' 倍。'],
};

/** @type {typeof import('./en.js').distribution} */
export const distribution = {
  label: '应用温度之前和之后的概率',
  caption: '竖线标出网络给出的概率，条形是应用温度之后的概率。',
  others: (n, share) => `其余 ${n} 个合计 ${share}。`,
};

/** @type {typeof import('./en.js').draw} */
export const draw = {
  label: '抽取一次，以及一千次',
  caption: '上方是线段和指针落下的位置。下方是每个词被抽到的次数，以及预期的次数。',
  atOnce: '或一步完成：',
  temperature: (temperature) => `温度 ${temperature}`,
  one: '抽取一次',
  thousand: '抽取一千次',
  nothing: '还没有抽取。',
  fell: (uniform, word, oneHot) => ['指针落在 ', uniform, ' 处，属于“', word, '”的一段：', oneHot, '。'],
  draws: (n, counts) => [n, ` 次抽取：${counts.join('，')}。`],
  count: (word, n) => `${word} ${n}`,
  drawing: '正在抽取一千次……',
  drawnOf: (drawn, expected) => `${drawn}，预期 ${expected}`,
};

/** @type {typeof import('./en.js').greedy} */
export const greedy = {
  label: '贪心搜索与采样的对比',
  caption: '贪心文本每次都相同。下划线标出反复出现的部分。',
  temperature: '采样的温度',
  prompt: '共同的开头',
  titles: { greedy: '贪心：总是取概率最高的', sampled: '采样：按概率抽取' },
  after: '前一个词',
  wordAfter: (word, before) => `“${before}”之后出现“${word}”`,
  token, tokens,
  noLoop: '没有循环。',
  loopOfOne: (start, token, tokens) => `从第 ${start} 个${token}起，同一个${token}不断重复。`,
  loop: (start, token, tokens, period) => `从第 ${start} 个${token}起，同样的 ${period} 个${tokens}不断重复。`,
};

/** @type {typeof import('./en.js').pitfalls} */
export const pitfalls = {
  label: 'sample() 可能出什么错',
  caption: '同一个温度：一边是辅助函数处理概率，一边是 softmax 处理 logits；这里按 NumPy 的精度计算，最后一位可能不同。',
  choice: '出什么错',
  kinds: {
    zero: ['出现零', '网络的 softmax 使用单精度，exp(−110) 在其中等于 0。log 0 等于 −∞，并产生一条警告，exp 又把它变回 0：无论温度是多少，“蛙”都不会再出现。而 logits 中仍有它的信息。'],
    sum: ['总和超过 1', '如果没有 astype(\'float64\')，数组就一直是单精度；multinomial 用双精度求和，得到的结果大于 1。'],
    tiny: ['温度极低', '所有的 exp 都下溢为 0，总和也随之为 0：0 / 0 不是一个数。如果先减去最大的 logit，那么无论温度是多少，总有一个 exp 是 exp(0) = 1。'],
  },
  logit: (word) => `“${word}”的 logit`,
  logits: 'logits',
  over: (error, excess) => `${error}（超出 ${excess}）`,
  draws: 'multinomial 按这些概率抽取。',
  onLogits: '直接处理 logits',
  largest: 'z − 最大值',
  always: '得到的总是概率：总和至少为 1，所以不会除以 0。',
};

/** @type {typeof import('./en.js').sampleSteps} */
export const sampleSteps = {
  label: '逐行看 sample()',
  caption: '把鼠标指向一个数组，或用 Tab 键移到它上面，可以看到全部数位。',
  notes: {
    asarray: '网络给出的概率，双精度。',
    logs: '取对数抵消了 softmax 中的 exp：又得到 logits，只是都减去了同一个常数。',
    scaled: 'logits 除以 T。T 小于 1 时它们的差距变大，大于 1 时变小。',
    exps: 'exp 把它们重新变为正数。',
    preds: '除以总和：又成为概率。标记处是各自原来的值。',
    probas: '抽取一次，得到一个词：它的位置上是 1，其他位置上是 0。',
    divided: '概率本身除以 T。',
    log: '对概率取 exp：T = 1 时，任何一个都不超过另一个的 e = 2.718 倍。',
    index: '最大值，也就是那个 1 的位置：词的索引。',
  },
  array: (line) => `执行 ${line} 之后的数组`,
  draw: '再抽取一次',
  logits: '在旁边显示 logits',
  refuses: (error) => ['NumPy 报错：', error],
  without: '去掉',
  kinds: { '': '不去掉', log: 'np.log', 'log-exp': 'np.log 和 np.exp' },
  numpy: '与 np.random.seed 之后的 NumPy 相同',
  fell: (uniform) => ['：指针落在 ', uniform],
};

/** @type {typeof import('./en.js').logits} */
export const logits = {
  constant: '给每个 logit 都加上的常数',
  fails: '辅助函数失败的地方，用 logits 仍能得到结果。',
  atMost: (gap) => `最后三行最多相差 ${gap}：它们是一回事。`,
};

/** @type {typeof import('./en.js').stages} */
export const stages = {
  label: '训练越来越久，网络写出的文本',
  caption: '条形：在没有学过的文本上的损失，单位是每字符的奈特数。',
  steps: '训练步数',
};

/** @type {typeof import('./en.js').weights} */
export const weights = {
  label: '一个小网络写作时的全部权重',
  caption: '暖色大于 0，冷色小于 0；最后一列是偏置。框出的是：读入的字母、最活跃的单元、抽到的字母。可点击权重，或使用方向键。',
  maps: ['读入的字母 → 门', '隐藏状态 → 门', '隐藏状态 → 下一个字母', '逐个字母的隐藏状态'],
  play: '写', pause: '暂停', once: '写一个字母',
  gates: ['重置门 r', '更新门 z', '候选值 n'],
  bias: '偏置',
  unit: (n) => `单元 ${n}`,
  count: (n) => `共 ${n} 个权重，全部在此。`,
};

/** @type {typeof import('./en.js').truncation} */
export const truncation = {
  label: 'top-k、top-p 和 min-p 截去什么',
  caption: '竖线标出网络自己给出的概率，条形是抽取时所用的概率；被截去的词用删除线划掉。<unk> 代表网络不认识的内容，从不会被抽到。',
  choice: '截断方法',
  kinds: {
    'top-k': 'top-k 保留概率最高的 k 个，不管网络有没有把握：有把握时保留得太多，没有把握时保留得太少。',
    'top-p': 'top-p 从概率最高的开始保留，直到合计达到 p：网络有把握时个数少，没有把握时个数多。',
    'min-p': 'min-p 保留概率至少为最高概率 p 倍的词：它看的是一个词比最高的低多少。',
  },
  left: (n, all) => `${all} 个中有 ${n} 个仍可能被抽到。`,
};

/** @type {typeof import('./en.js').importing} */
export const importing = {
  intro: '在别处训练过网络吗？把它的文件拖到这里，它就会写。',
  formats: 'Keras（.keras、.h5、.hdf5）、TensorFlow（检查点、SavedModel）、PyTorch（.pt、.pth、.safetensors）、TensorFlow.js、ml5 charRNN、ONNX、NumPy（.npz）、Torch7（.t7）。可以是多个文件，也可以是整个文件夹；如果词表在单独的文件里，请一起拖入。',
  stays: '文件只在此浏览器中读取，不会发送到任何地方。读取 HDF5 文件（.h5、.hdf5、.keras）需要一个约 1 MB 的程序库，遇到第一个这样的文件时才会加载。',
  choose: '选择文件',
  folder: '选择文件夹',
  files: '模型的文件',
  cancel: '取消',
  progress: '导入进度',
  reading: (name) => `正在读取 ${name}`,
  readingHdf5: (name, size) => `正在读取 ${name}。HDF5 需要一个 ${size} 的库，先加载它`,
  building: '正在组装模型',
  starting: '正在启动模型',
  searching: '正在寻找词表',
  searchingAt: (percent, loss) => `正在寻找词表：${percent}，损失 ${loss}`,
  cancelled: '已取消，没有任何改变。',
  writes: (name) => `现在由“${name}”来写。`,
  asked: '还缺少一项信息：请在识别结果下方回答。',

  found: '识别结果',
  facts: { format: '格式', recipe: '教程', layers: '各层', weights: '权重', vocabulary: '词表', reads: '读取方式' },
  layer: (kind, size) => `${kind} ${size}`,
  kinds: {
    embedding: '嵌入', 'one-hot': 'one-hot', 'scaled-id': '以数值表示的编号', rnn: '简单 RNN', gru: 'GRU', lstm: 'LSTM',
    bidirectional: '双向', dense: '全连接', activation: '激活', 'batch-norm': '批归一化', 'layer-norm': '层归一化',
    concatenate: '拼接', add: '求和', flatten: '展平', last: '最后位置', average: '平均', 'attention-average': '注意力平均', output: '输出',
  },
  weights: (n, size) => `${n} 个，文件共 ${size}`,
  units: { char: '字符', byte: '字节', word: '词', split: '词', other: '词元' },
  vocabulary: (n, units, from) => `${n} 个${units}，${from}`,
  sources: { file: '来自文件', list: '来自你的列表', text: '来自你的文本', search: '推测得出', recipe: '该教程中始终相同' },
  noVocabulary: (n) => `缺失：文件中有 ${n} 个词元，但没有说明是哪些`,
  reads: {
    stateful: '逐个读取词元，状态一直延续',
    window: (n) => `每次重新读取最后 ${n} 个词元`,
    masked: (n) => `每次重新读取最后 ${n} 个词元；前面不足的部分会跳过`,
    padded: (n) => `每次重新读取最后 ${n} 个词元；前面不足的部分按填充读取`,
    open: '尚不清楚',
  },
  tokens: '按顺序排列的词元',
  more: (n) => `以及另外 ${n} 个`,

  assumed: '识别与假定的内容',
  notes: {
    recipe: ({ name }) => `这是 ${name} 的模型。`,
    'assumed-window': ({ window }) => `它读取最后 ${window} 个词元，与教程相同；文件中没有说明。`,
    'assumed-pad': () => '比窗口短的文本会在前面填充，与教程相同；文件中没有说明。',
    'folded-batch-norm': ({ count }) => `批归一化已并入相邻的权重（${count} 处）。`,
    'ignored-layers': ({ kinds }) => `生成时不起作用，因此省略：${kinds}。`,
    'vocabulary-from-file': ({ name }) => (name ? `词表读自 ${name}。` : '词表在文件之中。'),
    'vocabulary-refused': ({ name, reason }) => `没有把 ${name} 当作词表：${reason}`,
    'vocabulary-size': ({ from, to }) => `文件中的词表有 ${from} 个词元，而模型有 ${to} 个，因此没有使用。`,
    'vocabulary-repeats': ({ tokens }) => `有些词元出现两次，只算一次：${tokens}。`,
    'vocabulary-gaps': ({ ids }) => `有些编号没有词元，永远不会抽到：${ids}。`,
    'vocabulary-damaged': ({ ids }) => `有些词元已损坏，永远不会抽到，编号为：${ids}。`,
    'vocabulary-filled': ({ from, to }) => `词表有 ${from} 个词元，模型有 ${to} 个：其余的永远不会抽到。`,
    'vocabulary-cut': ({ from, to }) => `词表有 ${from} 个词元，模型有 ${to} 个：末尾多出的已略去。`,
    'vocabulary-doubtful': ({ loss }) => `使用这个词表时，模型几乎预料不到这段文本（损失：每个词元 ${Number(loss).toFixed(2)} 纳特）。请换一段文本，或搜索词表。`,
    'lower-case': () => '模型只认识小写字母：开头会按小写读取。',
    'sizes-differ': ({ inputs, outputs }) => `模型读取 ${inputs} 个词元，输出 ${outputs} 个：它无法输出的永远不会抽到。`,
    'weights-only': () => '文件中只有权重，没有网络的描述：网络的样子是从名称和形状推断的。',
    'unused-tensors': ({ names }) => `在文件中但不在网络中：${names}。`,
  },

  asks: '文件中没有说明的内容',
  questions: {
    window: '它怎样读取文本？',
    activation: '循环层用哪种激活函数？',
    'recurrent-activation': '门用哪种激活函数？',
    'dense-activation': '全连接层用哪种激活函数？',
    order: '矩阵的各行中哪个在前？',
    reset: 'GRU 在什么时候应用重置门？',
    update: '更新门为 1 时会怎样？',
    gates: '各个门在矩阵的行中按什么顺序排列？',
    category: '要按哪个类别来写？',
    input: '它读取什么？',
  },
  otherQuestion: (id) => `“${id}”是什么？`,
  choices: {
    linear: '无（线性）', 'input-first': '输入', 'state-first': '状态', before: '在乘积之前（Keras 2、论文）', after: '在乘积之后（PyTorch、Keras 3）',
    renews: '采用新状态', keeps: '保留旧状态',
  },
  stateful: '逐个读取词元，状态一直延续（stateful）',
  windowed: '每次重新读取最后若干个词元，个数：',
  answer: '按这些回答继续',
  badWindow: '词元个数应为 1 到 4096 之间的整数。',

  lost: '缺少词表',
  lostWhy: (n) => `模型有 ${n} 个词元（字符或词），文件中没有说明是哪些。提供以下任意一项即可：`,
  list: '词元列表',
  listNote: '任一方向的 JSON、pickle，或每行一个词元的文本文件。',
  chooseList: '选择列表',
  sample: '一段文本',
  sampleNote: '训练时所用的文本，词表会按教程的方法由它生成。如果它也丢失了，任何同类的长文本都可以：模型自己会表明词元的哪种顺序使文本最可能。',
  openText: '打开文本文件',
  clear: '换一段文本',
  textFile: (name, size) => `${name}，${size}`,
  trainedWith: '它是用这段文本训练的',
  findAgain: '用它寻找词表',
  noText: '请先提供一段文本。',
  guess: '推测结果',
  guessLoss: (loss, blind) => `用这些词元，模型在你的文本上的损失为每个词元 ${loss} nat；盲猜则为 ${blind}。`,
  guessCertainty: (percent) => `文本的 ${percent} 由确定的词元构成。`,
  takeGuess: '用这个推测来写',
  dropGuess: '丢弃这个推测',

  asTutorial: '按教程的方式抽样',
  presets: {
    keras: (temperature) => `sample()，${temperature}`,
    argmax: () => 'argmax',
    'top-k': (_, k) => `top-k ${k}`,
    textgenrnn: (temperature) => `textgenrnn，${temperature}`,
    tensorflow: (temperature) => `tf.random.categorical，${temperature}`,
    multinomial: (temperature) => `multinomial，${temperature}`,
  },

  weigh: '损失与大小',
  weighNote: '在您另选之前，模型按原样以 32 位浮点数保存。位数越少，模型越小、越快；其代价可以在模型没有读过的文本上看出来，单位是每个词元的 nat；越小越好。选中的那一种会被保存，并用来写。',
  measure: '测量损失',
  measuring: (bits, percent) => `正在测量，${bits}：${percent}`,
  measured: (losses) => `测量结果：${losses}。`,
  lossText: '用来测量的文本',
  lossCut: (n) => `只读取前 ${n} 个字符。`,
  bits: { 32: '32 位浮点数', 8: '8 位', 4: '4 位' },
  table: { weights: '权重', loss: '损失', size: '大小', file: '文件' },
  download: '下载',
  downloadThis: (bits) => `下载模型，${bits}`,
  quantizing: (bits) => `正在准备文件，${bits}`,
  downloaded: (name, size) => `${name}，${size}。`,

  take: '放到你自己的网页上',
  embedNote: '请把下载的文件放在网页旁边。',
  linkNote: '地址栏中的链接可以为拥有这些文件的人重现文本：链接本身不包含模型。在另一台设备上会要求提供文件。',
  copy: '复制',
  copyThis: '复制用于网页的代码',
  copied: '代码已复制。',
  selected: '代码已选中，请复制。',

  kept: '在此浏览器中',
  keptNote: '导入的模型会留在此浏览器和模型列表中，直到被丢弃。',
  notKept: '此浏览器不会在这里保存任何内容（例如处于无痕窗口）：重新加载页面后需要再次提供文件。',
  name: '名称',
  write: '用它来写',
  discard: '丢弃',
  discarded: (name) => `“${name}”已丢弃。`,

  needsFiles: (name) => `它是“${name}”，由文件导入，链接中不包含这些文件。请在此页面导入同样的文件，文本就会写出来。`,
  failures: {
    'import-unsupported': ['此页面无法运行这个模型。', '原因如下：'],
    'import-damaged': ['文件已损坏，或并非其表面所示的类型。', '请重新保存或下载。'],
    'import-unrecognized': ['这些文件中没有这里认识的模型。', '可以读取的类型见上方。'],
    'import-incomplete': ['还缺少一些内容。', '请补上：只需拖入缺少的文件，其余的仍在这里。'],
    'import-too-large': ['太大了。', '请去掉不属于模型的内容。'],
    'worker-failed': ['导入已停止，可能是内存不足。', '请关闭其他页面，然后重试。其他内容没有丢失。'],
    'text-not-utf8': ['这不是纯文本。', '请另存为 UTF-8 编码的纯文本（.txt），或复制文本后粘贴。'],
  },
};

/** @type {typeof import('./en.js').embed} */
export const embed = {
  title: 'Lukewarm 的图',
  noElement: (name, list) => `没有名为“${name}”的元素。可以显示的有：${list}。`,
  foreign: (origin) => `此框架只显示本站的模型，不显示 ${origin} 的模型。网站的管理者可以在 embed.html 中允许它。`,
};

/** @type {typeof import('./en.js').pageCommon} */
export const pageCommon = {
  language: '简体中文',
  languages: '语言',
  home: 'Lukewarm',
  learn: '为什么要采样？',
  train: '训练自己的模型',
  elements: '放到你的网页上',
  documents: '文档（英文）',
  oldBrowser: (firefox) => `页面仍在加载。如果一直没有反应，请重新加载页面。如果仍然不行，可能是浏览器版本太旧：此页面需要 Chrome 或 Edge 100、Firefox ${firefox}、Safari 16.4，或更新的版本。`,
};

/** @type {typeof import('./en.js').indexPage} */
export const indexPage = {
  title: 'Lukewarm：在浏览器中用神经网络生成文本',
  description: '写一个开头，设定温度，循环神经网络就会接着写下去，一切都在你的浏览器中进行。每段文本都有一个链接，可以把它原样找回。',
  intro: '一个小型神经网络，只读过一类书；你写开头，它接着写。它就在此页面中运行；你输入的内容不会离开这里。',
  noScript: '此页面要在浏览器中运行神经网络，这需要 JavaScript，而这里的 JavaScript 已被关闭。',
  copyLink: '复制链接',
  samplers: '更多采样方法',
  panels: '深入了解',
  temperatures: '比较几种温度',
  likelihood: '我的文本有多大概率？',
  activations: '网络内部',
  exporting: '导出与嵌入',
  importing: '您自己的模型',
  drop: '把模型拖放到这里',
  temperatureTitle: '温度的作用',
  scores: '每读完一个字符或词，网络都会给每个可能的后续一个得分 <var>z</var>，然后从中抽取一个，概率为',
  temperature: '<var>T</var> = 1 时，这就是网络学到的概率。温度较低时，概率高的更占优势，文本变得谨慎，并开始重复；温度较高时，概率趋于平均，文本变得大胆，直至支离破碎。温度为 0 时不做抽取：每次都取概率最高的，这叫作贪心。<a href="learn.html">究竟为什么要采样？</a>',
  modelTitle: '模型',
  about: '模型加载之后，这里会显示它的许可证、训练文本和大小。',
  networkTitle: '工作原理',
  network: '循环网络每次读取一个符号，把它从中得到的信息保存在几百个数中，再由这些数给下一个符号打分。计算采用整数运算，在 WebAssembly 中进行，所以相同的种子在每种浏览器中都得到相同的文本，而地址栏中的链接可以把它原样找回。',
  offline: '首次访问之后，没有网络连接也能使用：浏览器会保存此页面和你用过的模型，不会保存任何关于你的信息。',
};

/** @type {typeof import('./en.js').trainPage} */
export const trainPage = {
  title: '训练自己的模型：神经网络在浏览器中学习你的文本',
  description: '粘贴一段文本，按所需时间选择网络的大小，看循环神经网络怎样学着写：先是字母，再是单词，然后是语气。一切都在你的浏览器中进行。',
  heading: '训练自己的模型',
  intro: '给小型网络一段文本，看它怎样学着这样写：先是字母，再是单词，然后是语气。它就在此页面中学习；你的文本不会离开这里。',
  noScript: '此页面要在浏览器中训练神经网络，这需要 JavaScript，而这里的 JavaScript 已被关闭。',
  restore: '回到训练',
  discard: '丢弃训练',
  start: '训练设置',
  text: '文本',
  source: '你的文本',
  example: '试用伊索寓言',
  open: '打开文件',
  file: '文本文件',
  placeholder: '在这里粘贴文本，或拖入文件：一本书、你的信件、菜谱、歌词；任何语言都可以。最好有 10 万个以上的字符。',
  clear: '换一段文本',
  network: '网络',
  from: '起点',
  fromNothing: '没有学过任何东西的网络',
  sizes: '大小与时间',
  tiny: '微型',
  small: '小型',
  medium: '中型',
  large: '大型',
  train: '开始训练',
  more: '更多设置',
  epochs: '轮数',
  learningRate: '学习率',
  dropout: 'Dropout',
  heldOut: '验证集比例',
  tokenizer: '读取单位',
  characters: '字符',
  words: '词',
  bytes: '字节',
  seed: '随机种子',
  batchSize: '批大小',
  bpttLength: 'BPTT 长度',
  settingsNote: '留空的项目会根据文本和时间自动选择。',
  pause: '暂停',
  stop: '停止，保留最佳',
  anew: '另外训练一个',
  progress: '训练进度',
  writing: '它现在写出的文本',
  copyText: '复制文本',
  temperature: '温度',
  prompt: '开头',
  length: '长度',
  generate: '生成',
  vary: '换一个',
  written: '文本',
  curve: '损失',
  lossCurve: '损失曲线',
  trainingLoss: '训练',
  heldOutLoss: '验证',
  table: '全部测量结果',
  epoch: '轮',
  after: '用时',
  among: '等可能选项数',
  notKept: '此浏览器不会在这里保存任何内容（例如处于无痕窗口，或另一个标签页正在训练）：重新加载页面会丢失这次训练。',
  before: '它之前写出的文本',
  take: '导出与使用',
  keep: '保存模型',
  name: '名称',
  bits: '权重精度',
  bits8: '8 位，几乎没有差别',
  bits4: '4 位，大小减半',
  bits32: '32 位浮点数，完全一致',
  download: '下载模型',
  ownPage: '放到你自己的网页上',
  embedNote: '请把模型文件放在网页旁边。',
  copy: '复制',
  copyEmbed: '复制用于网页的代码',
  command: '在命令行中使用',
  copyCommand: '复制命令',
  downloadText: '下载文本',
  learningTitle: '这里在做什么',
  learning: '网络把文本读很多遍，每次都根据前面的内容猜测每一个后续字符。猜错时，它的每个权重都会略作调整，使这个错误变小。损失表示它错得有多严重：损失为 2 时，它的不确定程度相当于在 e² = 7.4 个等可能的字符中猜一个。',
  heldOutTitle: '为什么要留出一部分？',
  heldOutReason: '网络可以把短文本背下来。这时，它在读过的内容上的损失仍会下降，所以从这个损失看不出来。留出的部分（验证集）从不用于学习：一旦它的损失上升，就说明网络不再是在学习语言，而是开始背文本了。',
  keptTitle: '保存什么',
  kept: '训练连同其文本会保存在此浏览器中，直到你丢弃它或开始另一次训练，所以重新加载页面不会丢失。不会向任何地方发送任何内容。',
  fables: '供试用的寓言是伊索寓言的英译本，译者 V. S. Vernon Jones，属于公有领域。',
};

export { lessonPage } from './lesson.zh.js'; // web/learn.html: the longest of the pages

/** @type {typeof import('./en.js').elementsPage} */
export const elementsPage = {
  title: 'Lukewarm 的元素',
  description: 'Lukewarm 的每个元素，都带有可操作的示例：循环神经网络生成的文本，以及讲解温度和采样的各个图，可用于任何网页。',
  heading: '可用于任何网页的元素',
  intro: '<a href="index.html">Lukewarm</a> 显示的内容，你的网页也能显示。只需一个脚本，不需要服务器，不会向任何地方发送任何内容。',
  script: '脚本',
  use: '元素进入视野时才会加载所需的内容；多个元素共用一个网络，只下载一次。如果网页可以用 iframe 而不能用脚本，<code>embed.html?element=…</code> 可以显示任何一个元素，元素的属性写作地址中的查询参数。',
  code: (tag) => `${tag} 的代码`,
  details: '属性及其他',
  default: (value) => `默认为 ${value}`,
  attributes: 'HTML 属性',
  members: '属性和方法',
  events: '事件',
  slots: '插槽',
  parts: '部件',
  customProperties: 'CSS 自定义属性',
};

/** @type {typeof import('./en.js').builderPage} */
export const builderPage = {
  title: '把 Lukewarm 放到你的网页上：代码生成器',
  description: '选择一段文本或一个图，查看效果，然后复制代码放到你自己的网页上：以元素或 iframe 的形式。',
  intro: '选择一段文本或一个图，查看效果，然后复制代码放到你自己的网页上。',
  reference: '所有元素和属性',
  guides: '各种工具的指南（英文）',
  noScript: '代码生成器需要 JavaScript，而这里已将其关闭。',
  choose: '1. 选择',
  what: '显示什么',
  text: '一段文本',
  temperatures: '多个温度下的文本',
  likelihood: '一段文本的可能性',
  distribution: '下一个词元的分布',
  sampleSteps: 'Keras 的 sample() 函数，逐行讲解',
  draw: '从分布中抽取',
  greedy: '贪心搜索与采样的对比',
  truncation: 'Top-k、top-p 和 min-p',
  beam: '束搜索',
  pitfalls: '使用温度时的常见错误',
  stages: '训练的各个阶段',
  weights: '一个网络的全部权重',
  model: '模型',
  noModel: '无：使用下面的词',
  ownModel: '使用自己的模型：把模型文件放在你的网页旁边，并在代码的 model 中写上它的地址。',
  prompt: '开头',
  yourText: '文本',
  probabilities: '词及其概率',
  temperature: '温度',
  seed: '随机种子',
  length: '长度',
  seedNote: '相同的种子得到相同的文本。不填种子时，每位读者看到的文本都不同。',
  controls: '读者可以修改开头和温度',
  shaded: '按意外程度给每个词元加底色',
  look: '2. 查看',
  copyTitle: '3. 复制',
  address: '代码中是本站的地址。如果你把本站的文件夹复制到自己的主机，请在那里打开代码生成器。',
  element: '以元素的形式',
  elementNeeds: '适用于可以加载脚本的网页。如果本站不是你的，其主机必须发送 Access-Control-Allow-Origin。元素会沿用网页的语言、颜色和字体。',
  frame: '以 iframe 的形式',
  scheme: '明暗',
  schemeAuto: '随读者的系统',
  schemeLight: '浅色',
  schemeDark: '深色',
  background: '背景',
  color: '文字颜色',
  width: '在你的网页上的宽度（像素）',
  widthNote: '填写宽度后，这里会按你网页上的样子显示该 iframe，代码中的高度也会是它所需要的高度。用脚本可以适应任何宽度：请看指南。',
  frameNeeds: '凡是允许 iframe 的地方都可以用：WordPress、Notion、Moodle，以及其他会去掉脚本的网页。',
  frameTitle: 'Lukewarm：浏览器中的神经网络',
  copy: '复制',
  copyElement: '复制元素的代码',
  copyFrame: '复制 iframe 的代码',
  copied: '代码已复制。',
  selected: '浏览器不允许此页面复制。代码已选中：请自行复制。',
};

/** @type {typeof import('./en.js').embedPage} */
export const embedPage = {
  noScript: '这里有一个神经网络要在浏览器中写作，这需要 JavaScript，而 JavaScript 已被关闭。',
};
