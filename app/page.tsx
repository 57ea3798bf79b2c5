export default function Home() {
  return <p>Fairlead</p>
}
