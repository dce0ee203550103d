declare module "virtual:texts" {
  const texts: { en: any; de: any };
  export default texts;
}
declare module "*.scss";
