// Telegram's Bot API on this machine: telegram-test-api, with what it does unlike Telegram put right, and a few
// handles to make a bad day. Started by tests/journeys/telegram.py; listens on 127.0.0.1 alone.
const axios = require('axios');
const TelegramServer = require('telegram-test-api');

const port = Number(process.argv[2]);
const server = new TelegramServer({ port, host: '127.0.0.1', storeTimeout: 3600 });
const bad = { times: 0, status: 0, method: '' };
const done = []; // what was asked of us beside messages: answered presses, edits, commands, pictures
const now = () => Math.floor(Date.now() / 1000);

// Telegram's times are whole seconds, and it gives no parameter back as it came.
const addBotMessage = server.addBotMessage.bind(server);
server.addBotMessage = (message, token) => {
  const { message_id, chat, text, reply_markup } = addBotMessage(message, token);
  return { message_id, chat, text, reply_markup, date: now() };
};

// Any update at all can be put in, as it stands (a voice note, a changed message).
const formatUpdate = TelegramServer.formatUpdate;
TelegramServer.formatUpdate = (update) => (
  update.raw ? { ...update.raw, update_id: update.updateId } : formatUpdate(update)
);

// Telegram sends the secret it was told along with every call.
const setWebhook = server.setWebhook.bind(server);
server.setWebhook = (webhook, token) => {
  axios.defaults.headers.post['X-Telegram-Bot-Api-Secret-Token'] = webhook.secret_token || '';
  setWebhook(webhook, token);
};

// A call that our server refuses must not end this one.
process.on('unhandledRejection', () => {});

const app = server.webServer;
const theirs = app._router.stack.length;

app.all('/bot:token/:method', (req, res, next) => {
  if (bad.times > 0 && (!bad.method || bad.method === req.params.method)) {
    bad.times -= 1;
    const description = bad.status === 429 ? 'Too Many Requests: retry after 1' : 'Not now';
    const parameters = bad.status === 429 ? { retry_after: 1 } : undefined;
    res.status(bad.status).json({ ok: false, error_code: bad.status, description, parameters });
    return;
  }
  next();
});
app.all('/bot:token/getMe', (req, res) => {
  if (!/^\d+:[\w-]+$/.test(req.params.token) || req.params.token.endsWith('wrong')) {
    res.status(401).json({ ok: false, error_code: 401, description: 'Unauthorized' });
    return;
  }
  res.json({ ok: true, result: { id: 666, is_bot: true, first_name: 'Test', username: 'TestNameBot', can_join_groups: false } });
});
// What a bot has not confirmed comes again.
app.all('/bot:token/getUpdates', (req, res) => {
  const offset = Number(req.body.offset || 0);
  const { storage } = server;
  storage.userMessages = storage.userMessages.filter((u) => u.botToken !== req.params.token || u.updateId >= offset);
  const waiting = storage.userMessages.filter((u) => u.botToken === req.params.token);
  const answer = () => res.json({ ok: true, result: waiting.map(TelegramServer.formatUpdate) });
  setTimeout(answer, waiting.length ? 0 : 50);
});
app.all('/bot:token/answerCallbackQuery', (req, res) => {
  done.push({ method: 'answerCallbackQuery', text: req.body.text || '' });
  res.json({ ok: true, result: true });
});
['setMyCommands', 'leaveChat', 'deleteWebhook'].forEach((method) => {
  app.all(`/bot:token/${method}`, (req, res) => {
    if (method === 'deleteWebhook') server.deleteWebhook(req.params.token);
    done.push({ method });
    res.json({ ok: true, result: true });
  });
});
['editMessageText', 'editMessageReplyMarkup'].forEach((method) => {
  app.all(`/bot:token/${method}`, (req, res) => {
    done.push({ method, text: req.body.text || '' });
    server[method](req.body);
    res.json({ ok: true, result: true });
  });
});
app.all('/bot:token/sendPhoto', (req, res) => {
  const pieces = [];
  req.on('data', (piece) => pieces.push(piece));
  req.on('end', () => {
    const body = Buffer.concat(pieces);
    const chat = /name="chat_id"\r\n\r\n(-?\d+)/.exec(body.toString('latin1'))[1];
    const isPng = body.includes(Buffer.from([0x89, 0x50, 0x4e, 0x47]));
    const message = server.addBotMessage({ chat_id: chat, text: isPng ? '(a picture)' : '(no picture)' }, req.params.token);
    res.json({ ok: true, result: message });
  });
});
app.post('/test/update', async (req, res) => {
  const common = server.getCommonFields(req.body.token);
  try {
    await server.addUserUpdate({ ...common, updateId: req.body.updateId || common.updateId, raw: req.body.update });
    res.json({ ok: true, updateId: common.updateId });
  } catch (error) {
    res.json({ ok: false, status: error.response ? error.response.status : 0 });
  }
});
app.post('/test/bad-day', (req, res) => { Object.assign(bad, req.body); res.json({ ok: true }); });
app.get('/test/state', (req, res) => {
  res.json({
    waiting: server.storage.userMessages.length,
    done,
    webhooks: Object.keys(server.webhooks).length,
    sent: server.storage.botMessages.map(({ message, messageId }) => ({ ...message, messageId })),
  });
});

// Ours come before theirs, right after what reads a request's body.
const ours = app._router.stack.splice(theirs);
const firstRoute = app._router.stack.findIndex((layer) => layer.route);
app._router.stack.splice(firstRoute, 0, ...ours);
server.start().then(() => console.log('ready'));
