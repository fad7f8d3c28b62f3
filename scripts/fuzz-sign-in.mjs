// Prints the token of the administrator whose address and password stand in a file, and a key with all scopes.
//   node fuzz-sign-in.mjs http://127.0.0.1:1234 <file>
import { readFileSync } from 'node:fs'

const [base, file] = process.argv.slice(2)
const [email, password] = readFileSync(file, 'utf8').split('\n')

async function ask(path, body, token) {
  const headers = { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) }
  const answer = await fetch(base + path, body && { method: 'POST', headers, body: JSON.stringify(body) })
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
  return answer.json()
}

for (let tries = 0; tries < 100; tries += 1) {
  if (await fetch(`${base}/readyz`).catch(() => null)) break
  await new Promise((resolve) => setTimeout(resolve, 200))
}
const { access_token: token } = await ask('/api/v1/auth/login', { email, password })
const contract = await ask('/api/v1/openapi.json')
const scopes = contract.components.schemas.Scope.enum
const { secret } = await ask('/api/v1/api-keys', { name: 'Fuzz', scopes }, token)
console.log(`${token}\n${secret}`)
