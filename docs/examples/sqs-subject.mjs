// An adapter for Amazon SQS in JavaScript, as a subject of the conformance check:
//
//   ./portolan check --command "node docs/examples/sqs-subject.mjs" --source aws/sqs --rule CE
//
// It reads a line of JSON with a payload and answers with a line that says what events it is.
import { createInterface } from "node:readline";

const KIND = "aws:sqs";

class Malformed extends Error {
  constructor(message, path) {
    super(message);
    this.path = path;
  }
}

class Unrecognized extends Error {}

function read(payload) {
  let text;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(payload);
  } catch {
    throw new Malformed("expected UTF-8");
  }
  let document;
  try {
    document = JSON.parse(text);
  } catch {
    // What JSON.parse says repeats the payload.
    throw new Malformed("expected JSON");
  }
  const records = document?.Records;
  if (!Array.isArray(records) || records.length === 0 || !records.every((record) => record?.eventSource === "aws:sqs")) {
    throw new Unrecognized("expected Records, all with the eventSource aws:sqs");
  }
  return { kind: KIND, events: records.map(item) };
}

/** A record that is wrong fails alone, if Lambda can be told its id. */
function item(record, index) {
  const path = `Records[${index}]`;
  const id = required(record, "messageId", path);
  try {
    return event(record, id, path);
  } catch (error) {
    if (error instanceof Malformed) {
      return { error: { kind: "malformed", message: error.message, path: error.path } };
    }
    throw error;
  }
}

function event(record, id, path) {
  const attributes = { specversion: "1.0", id: legal(id) };
  attributes.source = uriReference(required(record, "eventSourceARN", path));
  attributes.type = "com.amazonaws.sqs.Message";
  const sent = record.attributes?.SentTimestamp;
  if (typeof sent === "string" && /^[0-9]{1,14}$/.test(sent)) {
    attributes.time = new Date(Number(sent)).toISOString().replace(/\.?0+Z$/, "Z");
  }
  const group = record.attributes?.MessageGroupId;
  if (typeof group === "string" && group !== "") {
    attributes.partitionkey = legal(group);
  }
  const contentType = textAttribute(record, "content-type");
  if (contentType !== undefined && /^[\w.+-]+\/[\w.+-]+(; ?[\w-]+=[\w-]+)*$/.test(contentType)) {
    attributes.datacontenttype = contentType;
  }
  if (record.body !== undefined && record.body !== null && typeof record.body !== "string") {
    throw new Malformed("expected text", `${path}.body`);
  }
  if (typeof record.body === "string" && !record.body.isWellFormed()) {
    throw new Malformed("expected text without half surrogate pairs", `${path}.body`);
  }
  return typeof record.body === "string" ? { attributes, data: record.body } : { attributes };
}

function required(record, name, path) {
  if (typeof record[name] !== "string" || record[name] === "") {
    throw new Malformed("expected text", `${path}.${name}`);
  }
  return record[name];
}

function textAttribute(record, name) {
  for (const [key, value] of Object.entries(record.messageAttributes ?? {})) {
    if (key.toLowerCase() === name && value?.dataType === "String" && typeof value.stringValue === "string") {
      return value.stringValue;
    }
  }
  return undefined;
}

/** Text without what CloudEvents forbids: percent-encoded. */
function legal(text) {
  return text.toWellFormed().replace(/[\u0000-\u001F\u007F-\u009F\uFDD0-\uFDEF]|[\uFFFE\uFFFF]/gu, encodeURIComponent);
}

function uriReference(text) {
  return text.toWellFormed().replace(/[^A-Za-z0-9._~:/?#@!$&'()*+,;=-]/gu, encodeURIComponent);
}

for await (const line of createInterface({ input: process.stdin })) {
  let answer;
  try {
    answer = read(Buffer.from(JSON.parse(line).payload, "base64"));
  } catch (error) {
    if (error instanceof Malformed) {
      answer = { kind: KIND, error: { kind: "malformed", message: error.message, path: error.path } };
    } else if (error instanceof Unrecognized) {
      answer = { error: { kind: "unrecognized", message: error.message } };
    } else {
      throw error;
    }
  }
  console.log(JSON.stringify(answer));
}
