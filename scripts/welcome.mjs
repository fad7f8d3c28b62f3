// Waits until the server that replaced this script's parent answers, then says where it is and how to sign in.
const [listen = '127.0.0.1:8080'] = process.argv.slice(2)
const port = listen.slice(listen.lastIndexOf(':') + 1)
const host = listen.slice(0, listen.lastIndexOf(':'))
const address = `http://${host === '0.0.0.0' || host === '[::]' ? '127.0.0.1' : host}:${port}`
const parent = process.ppid

for (let tries = 0; tries < 120 && process.ppid === parent; tries += 1) {
  await new Promise((resolve) => setTimeout(resolve, 500))
  const club = await fetch(`${address}/api/v1/public/club`).then((answer) => answer.ok && answer.json()).catch(() => null)
  if (!club) continue
  const lines = [`${club.name} → ${address}`]
  const accounts = club.demo?.accounts ?? []
  if (accounts.length > 0) {
    lines.push('', 'Sign in as')
    const widest = (key) => Math.max(...accounts.map((account) => account[key].length))
    for (const { label, email, password } of accounts) {
      lines.push(`  ${label.padEnd(widest('label'))}   ${email.padEnd(widest('email'))}   ${password}`)
    }
    lines.push('', 'An empty club instead: target/release/maillage demo --leave --email you@your.domain')
  }
  console.log(`\n${lines.join('\n')}\n`)
  break
}
