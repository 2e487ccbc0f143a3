import{base as Ct,getLocalize as At,getStoreWith as Lt,html as Nt,isRunning as Ft,LitElement as zt,posters as Bt,supportedLanguage as Ht}from"./plex-arrivals-card.js";import{html as c,isFailed as tt,isRunning as rt,itemDetail as it,renderLink as nt,renderParts as _,renderPoster as ot,SEPARATOR as at,typeIcon as st}from"./plex-arrivals-card.js";import{html as f,isBlocked as Te,renderLink as P,safeUrl as R}from"./plex-arrivals-card.js";var _e={nzbget:"NZBGet",qbittorrent:"qBittorrent",sabnzbd:"SABnzbd",synology_dsm:"Synology"};function h({download:e},t){let{source:r,source_name:i}=e;return r==="action"||r==="webhook"?t(r):i||(_e[r]??r.charAt(0).toUpperCase()+r.slice(1).replaceAll("_"," "))}import{css as we,html as ke,LitElement as De}from"./plex-arrivals-card.js";var z="plex-arrivals-player",y=4;function v(e){let t=H()?.getItem(z);return e.find(({entity_id:r})=>r===t)}function B({entity_id:e}){H()?.setItem(z,e)}function H(){try{return localStorage}catch{return}}function D(e,t,r,i){let n=document.createElement(b.tag);return Object.assign(n,{hass:t,players:r,label:i,current:v(r)}),n.open(e)}var b=class extends De{static{this.tag="plex-arrivals-players"}static{this.styles=we`
:host {
position: fixed;
inset: auto;
margin: 0;
padding: 4px;
min-width: 160px;
max-width: min(320px, 100vw - 16px);
max-height: 60vh;
overflow: auto;
box-sizing: border-box;
border: 1px solid var(--divider-color, #e0e0e0);
border-radius: var(--ha-border-radius-lg, 12px);
background: var(--card-background-color, #fff);
color: var(--primary-text-color, #212121);
box-shadow: 0 4px 16px rgb(0 0 0 / 30%);
font-size: var(--ha-font-size-m, 14px);
}
button {
display: flex;
gap: 12px;
align-items: center;
width: 100%;
min-height: 40px;
padding: 4px 12px;
border: 0;
border-radius: var(--ha-border-radius-md, 8px);
background: none;
color: inherit;
font: inherit;
text-align: start;
cursor: pointer;
--mdc-icon-size: 20px;
}
button:hover,
button:focus-visible {
background: color-mix(in srgb, currentColor 8%, transparent);
outline: none;
}
ha-icon {
flex: none;
color: var(--secondary-text-color, #727272);
}
span {
flex: 1;
min-width: 0;
overflow-wrap: anywhere;
}
small {
display: block;
font-size: var(--ha-font-size-s, 12px);
color: var(--secondary-text-color, #727272);
}
`}static{this.properties={hass:{},players:{},label:{},current:{}}}#t;async open(t){return this.popover="auto",this.setAttribute("role","menu"),this.ariaLabel=this.label,t.after(this),await this.updateComplete,this.showPopover(),this.#r(t.getBoundingClientRect()),this.#e(this.players.findIndex(r=>r===this.current)),await new Promise(r=>this.addEventListener("toggle",i=>i.newState==="closed"&&r())),this.remove(),t.focus({preventScroll:!0}),this.#t}render(){return this.players.map(t=>ke`<button
role="menuitemradio"
aria-checked=${t===this.current?"true":"false"}
tabindex="-1"
@click=${()=>this.#n(t)}
@keydown=${r=>this.#o(r)}
>
<ha-icon .icon=${t===this.current?"mdi:check":"mdi:television"}></ha-icon>
<span>${t.name}<small>${$e(this.hass,t)}</small></span>
</button>`)}#n(t){this.#t=t,this.hidePopover()}#o(t){let r=[...this.renderRoot.querySelectorAll("button")],i=r.indexOf(t.currentTarget),n=r.length-1,o={ArrowDown:i===n?0:i+1,ArrowUp:i?i-1:n,Home:0,End:n};t.key==="Tab"&&this.hidePopover(),t.key in o&&(t.preventDefault(),this.#e(o[t.key]))}#e(t){this.renderRoot.querySelectorAll("button")[Math.max(t,0)]?.focus()}#r({top:t,bottom:r,left:i,right:n}){let{width:o,height:a}=this.getBoundingClientRect(),s=r+y+a<=innerHeight||t<innerHeight-r,l=getComputedStyle(this).direction==="rtl"?i:n-o;this.style.top=`${s?r+y:Math.max(t-y-a,y)}px`,this.style.left=`${Math.min(Math.max(l,y),innerWidth-o-y)}px`}};function $e(e,{state:t}){let i=t==="unavailable"||t==="unknown"?`state.default.${t}`:`component.media_player.entity_component._.state.${t}`;return e.localize(i)||t}function j(e){let{subject:t,row:r,details:i,localize:n,text:o,server:a}=e,{delivery:s,item:l,url:p}=t,d=R(r?.download.client_url),u=i?.players??[],m=a?.can_manage?s:null,S=[m?.repair&&f`<a class="action primary" href="/config/repairs">${n("fix")}</a>`,R(p)&&P(p,m?.repair?"action":"action primary",n("view")),l&&u.length&&Se(e,l,u),m&&Te(m)&&Pe(e,m),r&&d&&P(d,"action",o("open_client",{client:h(r,o)})),...m&&Ie(m)?Re(e,m):[]].filter(Boolean);return S.length?f`<div class="actions">${S}</div>`:""}function Se(e,t,r){let{text:i,isPending:n}=e,o=v(r)??(r.length===1?r[0]:void 0),a=async d=>{let u=d.currentTarget,m=await e.choosePlayer(u,r);m&&e.play(t,m)},s=f`<ha-icon .icon=${"mdi:menu-down"}></ha-icon>`,l=f`<ha-icon .icon=${"mdi:play"}></ha-icon>`,p=n?"true":"false";return o?f`<div class="split">
<button class="action" aria-disabled=${p} @click=${()=>e.play(t,o)}>
${l}<span>${i("play_on",{player:o.name})}</span>
</button>
${r.length>1?f`<button class="action" aria-haspopup="menu" aria-label=${i("players")} @click=${a}>
${s}
</button>`:""}
</div>`:f`<button class="action" aria-haspopup="menu" aria-disabled=${p} @click=${a}>
${l}<span>${i("players")}</span>${s}
</button>`}function Pe({text:e},{importer:t,importer_url:r}){return R(r)&&P(r,"action",e("open_importer",{importer:t??""}))}function Re({localize:e,isPending:t,act:r},i){return["retry","dismiss"].map(n=>f`<button
class="action quiet"
aria-disabled=${t?"true":"false"}
@click=${()=>r(`${n}_delivery`,i.delivery_id)}
>
${e(n)}
</button>`)}function Ie({state:e,reason:t}){return e==="unmatched"||e==="missing"?!0:e==="waiting"&&(t==="import_blocked"||t==="import_awaited")}import{formatDuration as Ee,getFormat as W,itemDetail as Ce,itemName as Ae,qualityNames as Le}from"./plex-arrivals-card.js";var M=3,Ne=" ";function q(e){return V(e)&&e.year?`${e.title} (${e.year})`:Ae(e)}function O(e,t){let r=Ce(e,t);return V(e)?"":e.type==="episode"?[r,e.title].filter(Boolean).join(" · "):e.type==="season"?r||e.title:[e.show,e.year].filter(Boolean).join(" · ")}var V=({type:e})=>e==="movie"||e==="show";function K(e,t){return[e.duration?Ee(e.duration,t.language):"",e.genres?.slice(0,3).join(", ")].filter(Boolean).join(" · ")}function I(e,t){return W(Intl.NumberFormat,t,{minimumFractionDigits:1,maximumFractionDigits:1}).format(e)}function G(e){let t=e.audio_languages??[],r=t.slice(0,M).join(" · "),i=t.length-M;return[...Le(e),i>0?`${r} +${i}`:r].filter(Boolean)}function U(e,t){let r=["byte","kilobyte","megabyte","gigabyte","terabyte"],i=Math.min(Math.floor(Math.log10(Math.max(e,1))/3),r.length-1),n=i?"short":"long",o={style:"unit",unit:r[i],unitDisplay:n,maximumFractionDigits:1};return W(Intl.NumberFormat,t,o).format(e/1e3**i).replace(" ",Ne)}function X(e){return e.split(/[\\/]/).filter(Boolean).at(-1)??e}var Y=(e,t,r)=>t("rating",{rating:I(e.rating,r)});import{absoluteTime as Fe,deliveryCounts as ze,formatDuration as Be,getFormat as He,isBlocked as je,qualityNames as Me}from"./plex-arrivals-card.js";var We=5;function Z(e,{delivery:t,item:r,files:i},n,o){let{localize:a,text:s,clock:l}=e,p=i.map(g=>[X(g.path),...i.length>1?Me(g):[],g.size&&U(g.size,l.language)].filter(Boolean).join(" · ")),d=(g,F=g.length)=>{let k=g.slice(0,We);return F>k.length?[...k,a("more",{n:F-k.length})]:k},u=!n&&r?.added_at?Fe(r.added_at,l):"",m=t?.messages?.slice(je(t)?1:0)??[];return[{label:s("added"),values:[u]},{label:s(p.length>1?"files":"file"),values:d(p),isCode:!0},{label:s("not_in_plex"),values:t?d(t.missing_files,ze(t).missing):[],isCode:!0},{label:s("release"),values:n?.download.name?[n.download.name]:[],isCode:!0},{label:s("path"),values:t&&!o?.item?[t.download.path]:[],isCode:!0},{label:t?.importer??"",values:m},{label:s("seeding"),values:n&&o?.client?[qe(e,n,o.client)]:[]}].map(g=>({...g,values:g.values.filter(Boolean)})).filter(({values:g})=>g.length)}function qe({text:e,clock:t},r,i){if(!i.present)return e("not_in_client",{client:h(r,e)});let n=i.ratio!=null&&He(Intl.NumberFormat,t.language,{maximumFractionDigits:2}).format(i.ratio);return[n&&e("ratio",{ratio:n}),i.seeding_time!=null&&e("seeding_for",{time:Be(i.seeding_time,t.language)})].filter(Boolean).join(", ")}import{absoluteTime as J,formatDuration as Q,formatPercent as Oe,foundText as Ve,getFormat as Ke,isFailed as Ge,isRunning as ee,labelTexts as te,lookText as Ue,reasonText as Xe,rowStatus as E}from"./plex-arrivals-card.js";var Ye={missing:"error",unmatched:"warning",skipped:"neutral"};function re(e,t,r){let{clock:i}=e,n;return r.map(o=>{let{step:a,at:s}=o,l=s?Date.parse(s):NaN,p=!Number.isNaN(l),d=n===void 0?void 0:l-n;return p&&(n=l),{label:Je(e,o,t),text:t&&!ee(t)?Qe(e,o,t):"",tone:a==="available"&&t?.state===a?E(t,[],i.now).tone:Ye[a]??"ok",time:p?Ze(s,d,i):"",at:p?J(s,i):"",isCurrent:!1}})}function Ze(e,t,r){return t===void 0?J(e,r,!0):`+ ${et(t,r.language)}`}function ie(e){return e.state==="available"||Ge(e)}function C({localize:e,clock:t},r,i){let{label:n,tone:o}=E(r,i?.scanning??[],t.now),a=i?.libraries?.find(({id:l})=>l===r.library_id),s=ee(r)?[r.progress!=null&&Oe(r.progress,t.language),r.time_left!=null&&e("time_left",{time:Q(r.time_left,t.language)})]:[r.reason&&Xe(r,r.reason,e),Ve(r,e,a?.type),r.state==="scanning"&&Ue(r,e,t)];return{label:te(r,n,e).join(" "),text:s.filter(Boolean).join(" · "),tone:o,time:"",at:"",isCurrent:!0}}function Je({localize:e,text:t,clock:r},{step:i,text:n},o){switch(i){case"available":return o?.state!=="available"?e(i):te(o,E(o,[],r.now).label,e).join(" ");case"imported":return n?t("imported_by",{importer:n}):t("imported");case"downloaded":case"scanned":case"skipped":return t(i);default:return e(i)}}function Qe({text:e},{step:t,text:r},i){let{requested_by:n,library:o}=i;return({downloaded:[r||h(i,e),n?.length&&e("asked_for",{names:n.join(", ")})],scanned:[o,r!==o&&r]}[t]??[]).filter(Boolean).join(" · ")}function et(e,t){let r=Math.max(e,0)/1e3;if(r>=10)return Q(r,t);let n={style:"unit",unit:"second",unitDisplay:"short",maximumFractionDigits:r<1?1:0};return Ke(Intl.NumberFormat,t,n).format(r)}var lt=120;function ne(e){let{subject:t,row:r,details:i,error:n,status:o}=e,a=!i&&!n&&!(r&&rt(r)),s=!r&&!t.item,l=n||(s&&!a?e.text("gone"):"");return c`${s?"":dt(e)} ${j(e)}
<div role="alert">${l?c`<p class="error">${l}</p>`:""}</div>
<div role="status">${o?c`<p>${o}</p>`:""}</div>
${a?yt(e):c`${mt(e)} ${gt(e)} ${ft(e)}`}`}function dt(e){let{row:t,server:r,subject:i}=e,{item:n}=i,o=r?.libraries?.find(({id:s})=>s===(n?.library_id??t?.library_id)),a=st(n?.type??t?.media?.type??o?.type);return c`<div class="top">
<div class="art">${ot(e,n?.artwork??t?.artwork,a,lt,r?.online)}</div>
<div class="text">${oe(i)?pt(e):t?ct(e,t):""}</div>
</div>`}var oe=({item:e,pack:t})=>!!(e??t);function pt({subject:e,text:t,clock:r}){let{heading:i,badges:n,described:o}=e,a=o?K(o,r):"",s=o?.rating?c`<span role="img" aria-label=${Y(o,t,r.language)}
>★\u00a0${I(o.rating,r.language)}</span
>`:"";return c`${i?c`<h3>${_(i)}</h3>`:""}
${a||s?c`<p class="line">${_(a)}${a&&s?at:""}${s}</p>`:""}
${ae(n)} ${o?.summary?c`<p class="summary">${o.summary}</p>`:""}`}function ct(e,t){let{hass:r,text:i,server:n,subject:o,isStopped:a}=e,{label:s,text:l,tone:p}=C(e,t,n),d=`component.plex_arrivals.entity.event.delivery.state_attributes.reason.state.${t.reason}`,u=tt(t)&&(r.localize(d)||t.explanation),m=a?i("stopped"):u||s;return c`<h3 class=${a?"neutral":p}>${m}</h3>
${l&&!u&&!a?c`<p class="line">${_(l)}</p>`:""}
${t.library?c`<p class="line">${t.library}</p>`:""}
${ae(o.badges)}`}function ae(e){return e.length?c`<p class="badges">${e.map(t=>c`<span>${t}</span>`)}</p>`:""}function mt(e){let{details:t,row:r,server:i,subject:n}=e,o=re(e,r,t?.steps??[]),a=oe(n)&&r&&!ie(r)?[...o,C(e,r,i)]:o;return a.length?c`<ol class="story" aria-label=${e.text("story")}>
${a.map(ut)}
</ol>`:""}function ut({label:e,text:t,tone:r,time:i,at:n,isCurrent:o}){return c`<li class=${r} aria-current=${o?"step":"false"}>
<i class="dot"></i>
<span class="label">${e}</span>
<time class="line" title=${n}>${i}</time>
${t?c`<bdi class="line">${_(t)}</bdi>`:""}
</li>`}function gt({subject:{parts:e,partCount:t,title:r},localize:i}){if(!e.length)return"";let n=t-e.length;return c`<ul class="items" aria-label=${r}>
${e.map(o=>{let a=it(o,i),s=o.track??(r.includes(a)?"":a),l=c`${s===""?"":c`<span class="detail">${s}</span>`}<bdi>${o.title}</bdi>`;return c`<li>${nt(o.url,"item",l)}</li>`})}
${n>0?c`<li class="line">${i("more",{n})}</li>`:""}
</ul>`}function ft(e){let t=Z(e,e.subject,e.row,e.details);return t.length?c`<dl class="facts">${t.map(ht)}</dl>`:""}function ht({label:e,values:t,isCode:r}){return c`<div>
<dt>${e}</dt>
${t.map(i=>c`<dd class=${r?"code":""}>${_(i)}</dd>`)}
</div>`}function yt({localize:e}){return c`<div class="skeleton" role="status" aria-label=${e("loading")}>
${[72,58,64,40].map(t=>c`<i style="width:${t}%"></i>`)}
</div>`}var xt=new Set(["unknown_command","unknown_error","invalid_format"]),$=(e,t)=>({translation_domain:"plex_arrivals",translation_key:e,translation_placeholders:t??void 0});async function T(e,t,r,i){let{code:n,message:o,translation_domain:a,translation_key:s,translation_placeholders:l}=t??{};if(a&&s){let d=(await e.loadBackendTranslation?.("exceptions",a).catch(()=>{}))?.(`component.${a}.exceptions.${s}.message`,l);if(d)return d}return n==="not_found"?r("gone"):n&&!xt.has(n)&&o||i}function se({target:e,row:t},{running:r=[],deliveries:i=[]}={},n=null){let{entryId:o,runningId:a,deliveryId:s=n?.delivery_id}=e;if(!a){let d=i.find(({delivery_id:u})=>u===s)??n;return{target:e,row:d,isStopped:!1}}let l=r.find(({id:d})=>d===a);if(l||!t)return{target:e,row:l??null,isStopped:!1};let p=i.find(d=>bt(d,t));return p?{target:{entryId:o,deliveryId:p.delivery_id},row:p,isStopped:!1}:{target:e,row:t,isStopped:!0}}function bt({download:e},{download:{hash:t,path:r,name:i}}){return t?e.hash===t:e.path===r&&e.name===i}import{getLocalize as ue,itemTitle as wt}from"./plex-arrivals-card.js";import{getLocalizeOf as vt}from"./plex-arrivals-card.js";var le={close:"Schließen",play_on:"Auf {player} abspielen",players:"Abspielen auf …",playing:"{title} wird auf {player} abgespielt",no_players:"Dafür gibt es keinen Player",open_client:"In {client} öffnen",story:"Was geschah",stopped:"Wird nicht mehr heruntergeladen",downloaded:"Heruntergeladen",asked_for:"gewünscht von {names}",imported:"Importiert",imported_by:"Von {importer} importiert",scanned:"Gescannt",skipped:"Nicht für Plex",added:"Hinzugefügt",file:"Datei",files:"Dateien",release:"Release",path:"Pfad",not_in_plex:"Nicht in Plex",seeding:"Seeding",ratio:"Ratio {ratio}",seeding_for:"seit {time}",not_in_client:"nicht mehr in {client}",rating:"Bewertung: {rating}",gone:"Dies gibt es nicht mehr",open_importer:"{importer} öffnen",action:"Aktion",webhook:"Webhook"};var de={close:"Close",play_on:"Play on {player}",players:"Play on …",playing:"{title} is playing on {player}",no_players:"There is no player for this",open_client:"Open in {client}",story:"What happened",stopped:"No longer downloading",downloaded:"Downloaded",asked_for:"asked for by {names}",imported:"Imported",imported_by:"Imported by {importer}",scanned:"Scanned",skipped:"Not for Plex",added:"Added",file:"File",files:"Files",release:"Release",path:"Path",not_in_plex:"Not in Plex",seeding:"Seeding",ratio:"ratio {ratio}",seeding_for:"for {time}",not_in_client:"no longer in {client}",rating:"Rating: {rating}",gone:"This is no longer there",open_importer:"Open {importer}",action:"Action",webhook:"Webhook"};var pe={close:"Cerrar",play_on:"Reproducir en {player}",players:"Reproducir en …",playing:"{title} se reproduce en {player}",no_players:"No hay ningún reproductor para esto",open_client:"Abrir en {client}",story:"Lo que ha pasado",stopped:"Ya no se descarga",downloaded:"Descargado",asked_for:"pedido por {names}",imported:"Importado",imported_by:"Importado por {importer}",scanned:"Escaneado",skipped:"No es para Plex",added:"Añadido",file:"Archivo",files:"Archivos",release:"Release",path:"Ruta",not_in_plex:"No están en Plex",seeding:"Compartición",ratio:"ratio {ratio}",seeding_for:"desde hace {time}",not_in_client:"ya no está en {client}",rating:"Valoración: {rating}",gone:"Esto ya no existe",open_importer:"Abrir {importer}",action:"Acción",webhook:"Webhook"};var ce={close:"Fermer",play_on:"Lire sur {player}",players:"Lire sur …",playing:"{title} est lu sur {player}",no_players:"Aucun lecteur pour ceci",open_client:"Ouvrir dans {client}",story:"Ce qui s’est passé",stopped:"Le téléchargement n’est plus en cours",downloaded:"Téléchargé",asked_for:"demandé par {names}",imported:"Importé",imported_by:"Importé par {importer}",scanned:"Analysé",skipped:"Pas pour Plex",added:"Ajouté",file:"Fichier",files:"Fichiers",release:"Release",path:"Chemin",not_in_plex:"Pas dans Plex",seeding:"Partage",ratio:"ratio {ratio}",seeding_for:"depuis {time}",not_in_client:"n’est plus dans {client}",rating:"Note : {rating}",gone:"Ceci n’existe plus",open_importer:"Ouvrir {importer}",action:"Action",webhook:"Webhook"};var me={close:"Sluiten",play_on:"Afspelen op {player}",players:"Afspelen op …",playing:"{title} wordt afgespeeld op {player}",no_players:"Hiervoor is er geen speler",open_client:"Openen in {client}",story:"Wat er gebeurde",stopped:"Wordt niet meer gedownload",downloaded:"Gedownload",asked_for:"aangevraagd door {names}",imported:"Geïmporteerd",imported_by:"Geïmporteerd door {importer}",scanned:"Gescand",skipped:"Niet voor Plex",added:"Toegevoegd",file:"Bestand",files:"Bestanden",release:"Release",path:"Pad",not_in_plex:"Niet in Plex",seeding:"Seeden",ratio:"ratio {ratio}",seeding_for:"al {time}",not_in_client:"niet meer in {client}",rating:"Beoordeling: {rating}",gone:"Dit is er niet meer",open_importer:"{importer} openen",action:"Actie",webhook:"Webhook"};var _t={en:de,de:le,fr:ce,nl:me,es:pe},w=e=>vt(_t,e);async function L(e,t,r,i){B(i);let n={config_entry_id:t,rating_key:r.rating_key,entity_id:i.entity_id};await e.callService("plex_arrivals","play",n,void 0,!1);let o=e.locale?.language??e.language,a=wt(r,ue(o));return w(o)("playing",{title:a,player:i.name})}async function kt(e,t,r){let i=t.locale?.language??t.language,n=w(i);e.ariaBusy="true";try{let{item:o,players:a,problem:s,problem_placeholders:l}=await N(t,r);if(e.ariaBusy=null,s)throw $(s,l);if(!o||!a.length){A(e,n("no_players"));return}let p=v(a)??await D(e,t,a,n("players"));if(!p)return;e.ariaBusy="true",A(e,await L(t,r.entryId,o,p))}catch(o){A(e,await T(t,o,n,ue(i)("failed")))}finally{e.ariaBusy=null}}function N(e,{entryId:t,deliveryId:r,ratingKey:i}){return e.callWS({type:"plex_arrivals/details",entry_id:t,...r?{delivery_id:r}:{rating_key:i}})}function A(e,t){e.dispatchEvent(new CustomEvent("hass-notification",{detail:{message:t},bubbles:!0,composed:!0}))}import{css as Dt}from"./plex-arrivals-card.js";var ge=Dt`
.actions {
display: flex;
flex-wrap: wrap;
gap: 8px;
}
.split {
display: flex;
min-width: 0;
}
.action {
display: inline-flex;
align-items: center;
justify-content: center;
gap: 6px;
min-width: 0;
min-height: 40px;
box-sizing: border-box;
padding: 4px 16px;
border: 1px solid var(--divider-color, var(--unfilled));
border-radius: 20px;
background: none;
color: var(--link);
font: inherit;
font-weight: var(--ha-font-weight-medium, 500);
cursor: pointer;
--mdc-icon-size: 20px;
}
.action span {
overflow: hidden;
text-overflow: ellipsis;
white-space: nowrap;
}
.action:has(ha-icon:first-child) {
padding-inline-start: 12px;
}
.action:has(ha-icon:last-child) {
padding-inline-end: 10px;
}
.action.primary {
border-color: transparent;
background: var(--link);
color: var(--card-background-color, #fff);
}
.action.quiet {
border-color: transparent;
padding-inline: 8px;
}
.action[aria-disabled="true"] {
opacity: 0.5;
cursor: default;
}
.split .action:first-child:not(:last-child) {
border-start-end-radius: 0;
border-end-end-radius: 0;
}
.split .action + .action {
padding: 4px 6px;
border-inline-start: 0;
border-start-start-radius: 0;
border-end-start-radius: 0;
}
.action:focus-visible {
outline-offset: 2px;
}
@media (hover: hover) {
.action:hover:not([aria-disabled="true"]) {
background-color: color-mix(in srgb, currentColor 8%, transparent);
}
.action.primary:hover {
background-color: color-mix(in srgb, var(--link) 88%, var(--text));
}
}
`;import{css as $t}from"./plex-arrivals-card.js";var fe=$t`
:host {
display: contents;
}
dialog {
width: min(560px, 95vw);
max-width: none;
max-height: min(880px, calc(100dvh - 48px));
margin: auto;
padding: 0;
border: 0;
overflow: hidden;
border-radius: var(--ha-dialog-border-radius, var(--ha-border-radius-3xl, 24px));
background: var(--ha-dialog-surface-background, var(--card-background-color, #fff));
box-shadow: var(--dialog-box-shadow, 0 8px 30px rgb(0 0 0 / 30%));
color: var(--text);
font-family: var(--ha-font-family-body, Roboto, "Noto Sans", sans-serif);
font-size: var(--ha-font-size-m, 14px);
line-height: 20px;
transition:
opacity 200ms,
transform 200ms;
}
dialog[open] {
display: flex;
}
dialog::backdrop {
background: var(--mdc-dialog-scrim-color, rgb(0 0 0 / 50%));
backdrop-filter: var(--ha-dialog-scrim-backdrop-filter, var(--dialog-backdrop-filter, none));
}
@starting-style {
dialog[open] {
opacity: 0;
transform: translateY(24px);
}
}
.surface {
display: flex;
flex-direction: column;
flex: 1;
min-width: 0;
container-type: inline-size;
}
header {
display: flex;
gap: 8px;
align-items: center;
padding: 12px 20px 4px 12px;
}
:host(:dir(rtl)) header {
padding: 12px 12px 4px 20px;
}
h2 {
margin: 0;
flex: 1;
overflow: hidden;
text-overflow: ellipsis;
white-space: nowrap;
font-size: var(--ha-font-size-xl, 20px);
line-height: 28px;
font-weight: var(--ha-font-weight-normal, 400);
}
.close {
display: grid;
place-items: center;
flex: none;
width: 40px;
height: 40px;
border: 0;
border-radius: 50%;
background: none;
color: var(--secondary-text);
cursor: pointer;
}
.body {
display: grid;
grid-template-columns: minmax(0, 1fr);
gap: 16px;
align-content: start;
flex: 1;
min-height: 0;
overflow: hidden auto;
overscroll-behavior: contain;
outline: none;
padding: 8px 20px 20px;
scrollbar-width: thin;
}
/* Not hidden, so that screen readers speak what is added. */
.body > :is([role="alert"], [role="status"]):empty {
position: absolute;
}
@media (hover: hover) {
.close:hover {
background-color: color-mix(in srgb, currentColor 8%, transparent);
}
}
/* A sheet at the bottom, as Home Assistant shows dialogs on phones. */
@media (max-width: 450px), (max-height: 500px) {
dialog {
width: 100%;
max-height: calc(100dvh - 48px);
margin-bottom: 0;
border-radius: var(--ha-dialog-border-radius, var(--ha-border-radius-2xl, 20px))
var(--ha-dialog-border-radius, var(--ha-border-radius-2xl, 20px)) 0 0;
}
.body {
padding: 4px 16px calc(16px + var(--safe-area-inset-bottom, 0px));
}
}
`;import{css as Tt}from"./plex-arrivals-card.js";var he=Tt`
.top {
display: grid;
grid-template-columns: 120px minmax(0, 1fr);
gap: 16px;
}
.art {
align-self: start;
--mdc-icon-size: 40px;
}
h3 {
font-size: var(--ha-font-size-l, 18px);
line-height: 24px;
font-weight: var(--ha-font-weight-medium, 500);
overflow-wrap: anywhere;
}
p.line {
margin-top: 4px;
white-space: normal;
}
.badges {
display: flex;
flex-wrap: wrap;
gap: 4px;
margin-top: 8px;
}
.badges span {
padding: 0 6px;
border-radius: 4px;
background: var(--placeholder);
color: var(--secondary-text);
font-size: 11px;
line-height: 18px;
font-weight: var(--ha-font-weight-medium, 500);
letter-spacing: 0.2px;
}
.summary {
margin-top: 8px;
color: var(--secondary-text);
}
@media (max-width: 450px), (max-height: 500px) {
.top {
grid-template-columns: 96px minmax(0, 1fr);
}
}
.item {
display: flex;
gap: 8px;
align-items: center;
min-height: 32px;
border-radius: 4px;
}
.detail {
flex: none;
color: var(--secondary-text);
font-variant-numeric: tabular-nums;
}
@media (hover: hover) {
.item:hover bdi {
text-decoration: underline;
}
}
.skeleton {
display: grid;
gap: 16px;
}
.skeleton i {
height: 12px;
border-radius: 6px;
background: var(--placeholder);
}
`;import{css as St}from"./plex-arrivals-card.js";var ye=St`
.story,
.items,
.facts {
list-style: none;
margin: 0;
padding: 0;
}
.story li {
display: grid;
grid-template-columns: 16px minmax(0, 1fr) auto;
column-gap: 12px;
padding-bottom: 12px;
position: relative;
}
.story li:last-child {
padding-bottom: 0;
}
/* The line from one step to the next. */
.story li:not(:last-child)::before {
content: "";
position: absolute;
inset-inline-start: 7px;
top: 20px;
bottom: 0;
width: 2px;
border-radius: 1px;
background: var(--unfilled);
}
.dot {
width: 10px;
height: 10px;
margin: 5px 3px;
box-sizing: border-box;
border-radius: 50%;
background: currentColor;
}
[aria-current="step"] .dot {
border: 2px solid currentColor;
background: none;
}
.neutral .dot {
color: var(--secondary-text);
}
.story .label {
color: var(--text);
}
.story bdi {
grid-column: 2 / -1;
white-space: normal;
overflow-wrap: anywhere;
}
time {
align-self: center;
font-variant-numeric: tabular-nums;
}
.facts > div {
display: grid;
grid-template-columns: clamp(72px, 20cqi, 100px) minmax(0, 1fr);
gap: 4px 12px;
font-size: 13px;
}
.facts > div + div {
margin-top: 4px;
}
dt {
color: var(--secondary-text);
}
dd {
grid-column: 2;
margin: 0;
overflow-wrap: anywhere;
}
.code {
font-family: var(--ha-font-family-code, ui-monospace, monospace);
font-size: 12px;
}
`;import{countText as Pt,deliveryCounts as xe,isRunning as Rt,rowBadges as It,rowTitle as Et}from"./plex-arrivals-card.js";function be(e,t,r,i,n){let o=t&&!Rt(t)?t:null,a=e.ratingKey?null:o,s=a&&a.items.length>1?a:null,l=e.ratingKey??(s?void 0:a?.items[0]?.rating_key),p=({rating_key:m})=>m===l,d=r?.item??i.find(p)??o?.items.find(p)??null,u=s?.items.some(({type:m})=>m===d?.type)?null:d;return{title:d&&!s?q(d):t?Et(t,n):n("name"),heading:s?Pt(s.items,xe(s).items,n):d?O(d,n):"",badges:d&&!s?G(d):t?It(t):[],item:d,described:u,url:r?.problem==="item_gone"?null:d?.url??a?.url??null,files:!s&&d?.files||[],delivery:a,pack:s,parts:s?.items??r?.children??[],partCount:s?xe(s).items:r?.children_count??0}}var jt=3e4;function Mt(e,t,r){let i=e.shadowRoot??e;i.querySelector(x.tag)?.remove();let n=document.createElement(x.tag);n.hass=t,n.target=r,i.append(n)}var x=class e extends zt{static{this.tag="plex-arrivals-details"}static{this.styles=[Ct,Bt,fe,he,ge,ye]}static{this.properties={_details:{state:!0},_error:{state:!0},_status:{state:!0},_isPending:{state:!0}}}#t;#n;#o;#e;#r=0;connectedCallback(){super.connectedCallback(),this._error=this._status="",this._isPending=!1,this.#t=Lt(this.hass.connection,this.target.entryId),this.#n=this.#t.addListener(()=>this.#g()),this.#e={target:this.target,row:null,isStopped:!1},this.#s(),this.#p(),this.#o=setInterval(()=>document.hidden||this.requestUpdate(),jt),history.pushState({...history.state,[e.tag]:!0},""),addEventListener("popstate",this.#i)}disconnectedCallback(){super.disconnectedCallback(),removeEventListener("popstate",this.#i),this.#n?.(),clearInterval(this.#o),this.#r++}firstUpdated(){this.#a.showModal()}get#a(){return this.renderRoot.querySelector("dialog")}#i=()=>this.#a.close();#u(){history.state?.[e.tag]&&history.back(),this.remove()}get#d(){return this.#t?.state.data[this.target.entryId]}#s(){this.#e=se(this.#e,this.#d,this._details?.delivery)}#g(){let t=ve(this.#e.row);this.#s(),ve(this.#e.row)!==t&&this.#p(),this.requestUpdate()}async#p(){let{target:t}=this.#e;if(t.runningId)return;let r=++this.#r;try{let i=await N(this.hass,t);if(r!==this.#r)return;this._details=i,this._error="",this.#s(),i.problem&&await this.#l($(i.problem,i.problem_placeholders))}catch(i){r===this.#r&&await this.#l(i)}}async#l(t){let{text:r,localize:i}=this.#m;this._error=await T(this.hass,t,r,i("failed"))}async#c(t){if(!this._isPending){this._isPending=!0,this._error=this._status="";try{await t()}catch(r){await this.#l(r)}finally{this._isPending=!1}}}#f(t,r){this.#c(async()=>{let i={config_entry_id:this.target.entryId,delivery_id:r};await this.hass.callService("plex_arrivals",t,i,void 0,!1),t==="dismiss_delivery"&&this.#i()})}#h(t,r){this.#c(async()=>{this._status=await L(this.hass,this.target.entryId,t,r)})}get#m(){let t=this.hass.locale??{language:this.hass.language},r={locale:t,language:Ht(t.language),timeZone:this.hass.config.time_zone,now:Date.now()};return{localize:At(t.language),text:w(t.language),clock:r}}render(){let{target:t,row:r,isStopped:i}=this.#e,n=this.#d?.server,o=this.#m,a=be(t,r,this._details,n?.recently_added??[],o.localize),s={...o,hass:this.hass,server:n,subject:a,row:r,isStopped:i,details:this._details,error:this._error,status:this._status,isPending:this._isPending,act:(l,p)=>this.#f(l,p),play:(l,p)=>this.#h(l,p),choosePlayer:(l,p)=>D(l,this.hass,p,o.text("players"))};return Nt`<dialog
aria-labelledby="title"
@close=${()=>this.#u()}
@click=${l=>l.target===this.#a&&this.#i()}
>
<div class="surface">
<header>
<button class="close" aria-label=${s.text("close")} @click=${this.#i}>
<ha-icon .icon=${"mdi:close"}></ha-icon>
</button>
<h2 id="title" title=${a.title}><bdi>${a.title}</bdi></h2>
</header>
<div class="body" tabindex="-1">${ne(s)}</div>
</div>
</dialog>`}};function ve(e){return e?Ft(e)?e.state:[e.state,e.reason,e.updated_at,e.tried.length].join():""}for(let e of[x,b])customElements.get(e.tag)||customElements.define(e.tag,e);export{Mt as openDialog,kt as playFrom};
